package io.palimpsest.messaging.group;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes records that every reader is done with: what was applied need not lie about in an inbox.
 * Best effort; the next commit deletes again. Used by one thread.
 */
final class Truncation implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Truncation.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final Admin admin;
  private final Map<TopicPartition, RecordsToDelete> due = new HashMap<>();
  private long last = System.nanoTime() - PAUSE.toNanos();

  Truncation(Admin admin) {
    this.admin = admin;
  }

  void committed(Map<TopicPartition, OffsetAndMetadata> ends) {
    ends.forEach(
        (partition, end) -> due.put(partition, RecordsToDelete.beforeOffset(end.offset())));
    if (System.nanoTime() - last >= PAUSE.toNanos()) {
      delete();
    }
  }

  /** What is still due goes with the next member's first commit. */
  @Override
  public void close() {
    admin.close(PAUSE);
  }

  private void delete() {
    last = System.nanoTime();
    if (due.isEmpty()) {
      return;
    }
    KafkaFuture<Void> unused =
        admin
            .deleteRecords(Map.copyOf(due))
            .all()
            .whenComplete(
                (done, fault) -> {
                  if (fault != null) {
                    LOG.warn("inbox not truncated cause={}", fault.toString());
                  }
                });
    due.clear();
  }
}
