package io.palimpsest.reembed.channel;

import io.palimpsest.reembed.park.Origin;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** What of each assigned partition is finished. Thread-safe. */
final class Partitions {
  private final Map<TopicPartition, Offsets> assigned = new HashMap<>();
  private final Map<TopicPartition, Long> committed = new HashMap<>();

  synchronized void read(Origin origin) {
    assigned
        .computeIfAbsent(partition(origin), partition -> new Offsets(origin.offset()))
        .read(origin.offset());
  }

  /** Records of partitions that were taken away are ignored: others read them again. */
  synchronized void finish(Collection<Origin> origins) {
    for (Origin origin : origins) {
      @Nullable Offsets offsets = assigned.get(partition(origin));
      if (offsets != null) {
        offsets.finish(origin.offset());
      }
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
    done.forEach((partition, offset) -> committed.put(partition, offset.offset()));
  }

  /** Records that were read and are not finished. */
  synchronized long unfinished() {
    return assigned.values().stream().mapToLong(Offsets::unfinished).sum();
  }

  static TopicPartition partition(Origin origin) {
    return new TopicPartition(origin.topic().topicName(), origin.partition());
  }
}
