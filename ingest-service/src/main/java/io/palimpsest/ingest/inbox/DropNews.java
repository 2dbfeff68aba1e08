package io.palimpsest.ingest.inbox;

import io.palimpsest.audit.RequestKey;
import io.palimpsest.audit.SoleStatement;
import io.palimpsest.messaging.SignedRecord;
import io.palimpsest.messaging.proof.RecordSigner;
import io.palimpsest.topic.Topic;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.InstantSource;

/** What the log is told of submissions that were given up. Thread-safe. */
@Singleton
final class DropNews {
  private final RecordSigner signer;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();

  DropNews(RecordSigner signer, InstantSource clock) {
    this.signer = signer;
    this.clock = clock;
  }

  /**
   * What the log is told of one.
   *
   * @param record the statement, signed
   * @param key key of its digests, kept with the mark alone
   */
  record Told(SignedRecord record, RequestKey key) {}

  /**
   * A submission is given up now.
   *
   * @param by key id of who gives it up
   */
  Told told(ParkedSubmission parked, String by) {
    SoleStatement sole =
        SoleStatement.parkedDropped(
            "ingest",
            parked.place().topic(),
            parked.id().toString(),
            parked.refusal().code(),
            by,
            clock.instant(),
            random);
    return new Told(
        SignedRecord.of(signer, Topic.AUDIT_INTAKE, sole.source().path(), sole.statement().bytes()),
        sole.key());
  }
}
