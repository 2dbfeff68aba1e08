package io.palimpsest.messaging.loop;

import java.util.Collection;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;

/** How a consumer comes by its partitions. */
@FunctionalInterface
public interface Joining<K, V> {
  /** Begins; tried again after a pause when it throws. */
  void join(Consumer<K, V> consumer, ConsumerRebalanceListener listener);

  /** As a member of the consumer's group. */
  static <K, V> Joining<K, V> group(Collection<String> topics) {
    List<String> names = List.copyOf(topics);
    return (consumer, listener) -> consumer.subscribe(names, listener);
  }

  /**
   * As a member of the consumer's group that reads each partition from its beginning when it comes
   * by it for the first time, whatever was committed.
   */
  static <K, V> Joining<K, V> groupFromTheBeginning(Collection<String> topics) {
    List<String> names = List.copyOf(topics);
    return (consumer, listener) ->
        consumer.subscribe(names, new FromTheBeginning<>(consumer, listener));
  }
}
