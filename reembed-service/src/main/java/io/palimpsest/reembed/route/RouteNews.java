package io.palimpsest.reembed.route;

import io.palimpsest.audit.AuditField;
import io.palimpsest.audit.EntryType;
import io.palimpsest.audit.SoleStatement;
import io.palimpsest.messaging.SignedRecord;
import io.palimpsest.messaging.proof.RecordSigner;
import io.palimpsest.topic.Topic;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;

/**
 * What the log is told of a change of a route. Each is the only statement of a source of its own,
 * so that there is no count that a restored database could have lost; its digests are under a key
 * of its own, which stays with the route. Thread-safe.
 */
public final class RouteNews {
  private static final String SERVICE = "reembed";
  private static final String PREFIX = "rt_";

  private final RecordSigner signer;
  private final SecureRandom random;

  /**
   * @param signer signs each once, so that a repeat is the same record
   */
  public RouteNews(RecordSigner signer, SecureRandom random) {
    this.signer = signer;
    this.random = random;
  }

  /**
   * A statement in its final bytes.
   *
   * @param source whose only one it is
   * @param key key of its digests, kept outside the log
   * @param value the statement
   * @param proof its signature
   */
  public record News(String source, byte[] key, byte[] value, byte[] proof) {}

  /** A change of stage. */
  News moved(UUID tenant, Stage from, Stage to, String by, Instant at) {
    SoleStatement sole =
        SoleStatement.of(
            SERVICE,
            PREFIX,
            EntryType.ROUTE_CHANGED,
            at,
            random,
            (blank, key) ->
                blank
                    .with(AuditField.SCOPE, key.uid(tenant))
                    .with(AuditField.ACTOR, key.actor(by))
                    .with(AuditField.STAGE_BEFORE, from)
                    .with(AuditField.STAGE, to));
    SignedRecord record =
        SignedRecord.of(signer, Topic.AUDIT_INTAKE, sole.source().path(), sole.statement().bytes());
    return new News(record.key(), sole.key().bytes(), record.value(), record.proof());
  }
}
