package io.palimpsest.messaging.group;

import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Settles batches of records. */
@FunctionalInterface
public interface BatchHandler {
  /**
   * Settles every record: on return each is applied, parked or known to be harmless. A record that
   * is at fault itself is no reason to throw.
   *
   * @throws RuntimeException when a dependency is down: the same records come again after a pause
   */
  void handle(List<ConsumerRecord<String, byte[]>> records);
}
