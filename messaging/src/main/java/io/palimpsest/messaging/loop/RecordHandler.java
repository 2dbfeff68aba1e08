package io.palimpsest.messaging.loop;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** What is done with records. All methods are called on the loop's thread. */
@FunctionalInterface
public interface RecordHandler<K, V> {
  /**
   * Handles the records of one poll, those of each partition in order. A throw, of an {@link Error}
   * too, means {@link Outcome.Again} for all of them.
   *
   * @return an outcome for each, in their order
   */
  List<Outcome> handle(List<ConsumerRecord<K, V>> records) throws InterruptedException;

  /** Whether records are wanted now; while not, the loop polls on with everything paused. */
  default boolean wants() {
    return true;
  }

  /** Others read these partitions from now on; what was not begun of them should be dropped. */
  default void revoked(Collection<TopicPartition> partitions) {}

  /** So much was committed just now. */
  default void committed(Map<TopicPartition, OffsetAndMetadata> ends) {}

  /** The loop has ended for good, and not because it was closed. */
  default void ended(Throwable reason) {}

  /** A poll came back and what it brought has been handled, or sought back to. */
  default void polled(Consumer<K, V> consumer) {}
}
