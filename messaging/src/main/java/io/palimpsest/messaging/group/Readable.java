package io.palimpsest.messaging.group;

import io.palimpsest.messaging.KafkaSettings;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Looks whether a reader of committed records would find anything. Marks and aborted records take
 * offsets that no commit ever reaches: they are nothing.
 */
final class Readable {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration LONGEST = Duration.ofSeconds(3);

  private final KafkaSettings kafka;

  Readable(KafkaSettings kafka) {
    this.kafka = kafka;
  }

  /** Whether a record lies from a start to before its end; true when that is not known in time. */
  boolean anyBefore(Map<TopicPartition, Long> starts, Map<TopicPartition, Long> ends) {
    try (Consumer<String, byte[]> consumer = GroupConsumers.reader(kafka)) {
      consumer.assign(starts.keySet());
      starts.forEach(consumer::seek);
      long until = System.nanoTime() + LONGEST.toNanos();
      while (System.nanoTime() < until) {
        for (ConsumerRecord<String, byte[]> found : consumer.poll(POLL)) {
          if (found.offset() < end(ends, new TopicPartition(found.topic(), found.partition()))) {
            return true;
          }
        }
        if (starts.keySet().stream().allMatch(p -> consumer.position(p) >= end(ends, p))) {
          return false;
        }
      }
      return true;
    }
  }

  private static long end(Map<TopicPartition, Long> ends, TopicPartition partition) {
    return ends.getOrDefault(partition, Long.MAX_VALUE);
  }
}
