package io.palimpsest.erasure.audit;

import io.palimpsest.audit.AuditSource;
import io.palimpsest.audit.MalformedStatementException;
import io.palimpsest.audit.Statement;
import io.palimpsest.messaging.proof.Proof;
import io.palimpsest.messaging.proof.RecordVerifier;
import io.palimpsest.topic.Topic;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What a record of the intake turned out to be. */
sealed interface Admitted {
  /** A statement of the source that signed it. */
  record Stated(Statement statement) implements Admitted {}

  /**
   * Nothing that the log takes.
   *
   * @param reason machine-readable
   */
  record Refused(String reason) implements Admitted {}

  /**
   * Takes a record only from its author: a source is numbered by the service whose name its path
   * begins with, stands in key and value alike, and says only what is its service's to say. A
   * tombstone says nothing.
   */
  static Admitted of(ConsumerRecord<String, byte[]> read, RecordVerifier verifier) {
    return switch (verifier.verify(read)) {
      case Proof.Unproven(Proof.Reason reason) -> new Refused(reason.code());
      case Proof.NotAsked notAsked ->
          throw new IllegalStateException(Topic.AUDIT_INTAKE.topicName() + " asks for signatures");
      case Proof.Proven(String author) -> stated(read, author);
    };
  }

  private static Admitted stated(ConsumerRecord<String, byte[]> read, String author) {
    try {
      Statement statement = Statement.parse(read.value());
      AuditSource source = statement.source();
      if (!source.service().equals(author) || !source.path().equals(read.key())) {
        return new Refused(Proof.Reason.FOREIGN.code());
      }
      return statement.type().isSaidBy(source)
          ? new Stated(statement)
          : new Refused("statement.not_its_own");
    } catch (MalformedStatementException broken) {
      return new Refused("statement.malformed");
    }
  }
}
