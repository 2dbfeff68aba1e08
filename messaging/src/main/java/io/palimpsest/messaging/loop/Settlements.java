package io.palimpsest.messaging.loop;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * What of each assigned partition is settled. What may be committed is, of each, the lowest
 * unfinished offset. Thread-safe.
 */
public final class Settlements {
  private final Map<TopicPartition, Offsets> assigned = new HashMap<>();
  private final Map<TopicPartition, Long> committed = new HashMap<>();

  /** Settles a record; one of a partition that was taken away is ignored: others read it again. */
  public synchronized void settle(TopicPartition partition, long offset) {
    @Nullable Offsets offsets = assigned.get(partition);
    if (offsets != null) {
      offsets.finish(offset);
    }
  }

  /** Records that were read and are not settled. */
  public synchronized long unfinished() {
    return assigned.values().stream().mapToLong(Offsets::unfinished).sum();
  }

  synchronized void read(TopicPartition partition, long offset) {
    @Nullable Offsets offsets = assigned.get(partition);
    if (offsets == null) {
      offsets = new Offsets(offset);
      assigned.put(partition, offsets);
      committed.put(partition, offset);
    }
    offsets.read(offset);
  }

  synchronized void rewind(TopicPartition partition, long offset) {
    @Nullable Offsets offsets = assigned.get(partition);
    if (offsets != null) {
      offsets.rewind(offset);
    }
  }

  synchronized void forget(Collection<TopicPartition> revoked) {
    revoked.forEach(assigned::remove);
    revoked.forEach(committed::remove);
  }

  /** What may be committed and was not yet. */
  synchronized Map<TopicPartition, OffsetAndMetadata> committable() {
    Map<TopicPartition, OffsetAndMetadata> due = new HashMap<>();
    assigned.forEach(
        (partition, offsets) -> {
          long offset = offsets.committable();
          if (committed.getOrDefault(partition, -1L) != offset) {
            due.put(partition, new OffsetAndMetadata(offset));
          }
        });
    return due;
  }

  synchronized void committed(Map<TopicPartition, OffsetAndMetadata> done) {
    done.forEach(
        (partition, end) -> {
          if (assigned.containsKey(partition)) {
            committed.put(partition, end.offset());
          }
        });
  }
}
