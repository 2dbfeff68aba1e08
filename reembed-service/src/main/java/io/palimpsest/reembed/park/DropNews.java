package io.palimpsest.reembed.park;

import io.palimpsest.audit.SoleStatement;
import io.palimpsest.messaging.SignedRecord;
import io.palimpsest.messaging.proof.RecordSigner;
import io.palimpsest.topic.Topic;
import java.security.SecureRandom;
import java.time.Clock;

/** What the log is told of records that were given up. Thread-safe. */
public final class DropNews {
  private final RecordSigner signer;
  private final SecureRandom random;
  private final Clock clock;

  /**
   * @param signer signs each once
   */
  public DropNews(RecordSigner signer, SecureRandom random, Clock clock) {
    this.signer = signer;
    this.random = random;
    this.clock = clock;
  }

  /**
   * A record is given up now.
   *
   * @param by key id of who gives it up
   */
  public ParkingLot.Told told(ParkedRecord parked, String by) {
    SoleStatement sole =
        SoleStatement.parkedDropped(
            "reembed",
            parked.origin().topic(),
            parked.origin().id(),
            parked.reason(),
            by,
            clock.instant(),
            random);
    return new ParkingLot.Told(
        SignedRecord.of(signer, Topic.AUDIT_INTAKE, sole.source().path(), sole.statement().bytes()),
        sole.key());
  }
}
