package io.palimpsest.messaging.loop;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/**
 * How many records of each topic lie before a consumer, of the partitions that it was given and as
 * of its last look. Read from any thread.
 */
final class Lags {
  private static final Duration EVERY = Duration.ofSeconds(1);

  private volatile Map<String, Long> byTopic = Map.of();
  private long next = Long.MIN_VALUE;

  /** Looks, unless it was done just now; on the consumer's own thread. */
  void look(Consumer<?, ?> consumer, long nanos) {
    if (next != Long.MIN_VALUE && nanos - next < 0) {
      return;
    }
    next = nanos + EVERY.toNanos();
    Map<String, Long> lags = new HashMap<>();
    for (TopicPartition partition : consumer.assignment()) {
      // What it does not know it has not read from yet.
      lags.merge(partition.topic(), consumer.currentLag(partition).orElse(0), Long::sum);
    }
    byTopic = Map.copyOf(lags);
  }

  /** Records by topic; a topic of which it was given nothing is left out. */
  Map<String, Long> byTopic() {
    return byTopic;
  }
}
