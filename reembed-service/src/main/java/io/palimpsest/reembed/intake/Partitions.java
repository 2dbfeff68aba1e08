package io.palimpsest.reembed.intake;

import io.palimpsest.messaging.loop.Settlements;
import io.palimpsest.reembed.change.Origin;
import java.util.Collection;
import org.apache.kafka.common.TopicPartition;

/** What of each assigned partition is finished. Thread-safe. */
final class Partitions {
  private final Settlements settlements;

  Partitions(Settlements settlements) {
    this.settlements = settlements;
  }

  /** Records of partitions that were taken away are ignored: others read them again. */
  void finish(Collection<Origin> origins) {
    origins.forEach(origin -> settlements.settle(partition(origin), origin.offset()));
  }

  /** Records that were read and are not finished. */
  long unfinished() {
    return settlements.unfinished();
  }

  static TopicPartition partition(Origin origin) {
    return new TopicPartition(origin.topic().topicName(), origin.partition());
  }
}
