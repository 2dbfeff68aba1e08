package io.palimpsest.erasure.broker;

import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The records of the topic of demands. Thread-safe. */
public interface DemandTopic {
  /**
   * A record, as it was appended.
   *
   * @return empty when the topic has it no more
   */
  Optional<ConsumerRecord<String, byte[]>> read(int partition, long offset);

  /**
   * Deletes what lies below what this service has read and committed.
   *
   * @param wanted per partition, an offset from which on everything is to stay; asked after the
   *     commits were read, so that it knows of everything below them
   * @return per partition, where the topic begins then
   */
  Map<Integer, Long> truncate(Supplier<Map<Integer, Long>> wanted);
}
