package io.palimpsest.jobs.act;

import io.palimpsest.messaging.EventPublisher;
import io.palimpsest.messaging.proof.RecordSigner;
import io.palimpsest.topic.Topic;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Where statements are told. */
@FunctionalInterface
public interface Intake {
  /**
   * Returns when the statement is durable there, and throws when it may not be.
   *
   * @param source its source, the record's key
   * @param value its bytes
   * @param proof their signature
   */
  void take(String source, byte[] value, byte[] proof);

  /** The log's own, on Kafka. */
  static Intake of(EventPublisher publisher) {
    return (source, value, proof) ->
        publisher
            .publishRaw(Topic.AUDIT_INTAKE, source, value, Map.of(RecordSigner.HEADER, proof))
            .orTimeout(15, TimeUnit.SECONDS)
            .join();
  }
}
