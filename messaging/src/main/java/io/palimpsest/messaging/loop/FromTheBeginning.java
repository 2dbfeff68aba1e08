package io.palimpsest.messaging.loop;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.common.TopicPartition;

/** Seeks partitions that come for the first time to their beginning. For the loop's thread. */
final class FromTheBeginning<K, V> implements ConsumerRebalanceListener {
  private final Consumer<K, V> consumer;
  private final ConsumerRebalanceListener inner;
  private final Set<TopicPartition> begun = new HashSet<>();

  FromTheBeginning(Consumer<K, V> consumer, ConsumerRebalanceListener inner) {
    this.consumer = consumer;
    this.inner = inner;
  }

  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
    List<TopicPartition> first = partitions.stream().filter(begun::add).toList();
    if (!first.isEmpty()) {
      consumer.seekToBeginning(first);
    }
    inner.onPartitionsAssigned(partitions);
  }

  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
    inner.onPartitionsRevoked(partitions);
  }

  @Override
  public void onPartitionsLost(Collection<TopicPartition> partitions) {
    inner.onPartitionsLost(partitions);
  }
}
