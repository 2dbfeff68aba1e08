package io.palimpsest.erasure.demand;

import io.palimpsest.audit.AuditField;
import io.palimpsest.audit.EntryType;
import io.palimpsest.audit.RequestKey;
import io.palimpsest.audit.SoleStatement;
import io.palimpsest.audit.Statement;
import io.palimpsest.messaging.proof.RecordSigner;
import io.palimpsest.messaging.proof.Signable;
import io.palimpsest.topic.Topic;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.function.BiFunction;

/** Puts deeds into words and signs them; keeps nothing. */
@ApplicationScoped
public class Scribe {
  private final RecordSigner signer;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  Scribe(RecordSigner signer, Clock clock) {
    this.signer = signer;
    this.clock = clock;
  }

  /**
   * A deed of now.
   *
   * @param by key id of who did it
   * @param fields adds what the log shows, digests by the deed's key
   */
  public Deed deed(EntryType type, String by, BiFunction<Statement, RequestKey, Statement> fields) {
    SoleStatement sole =
        SoleStatement.of(
            "erasure",
            Deed.PREFIX,
            type,
            clock.instant(),
            random,
            (blank, key) -> fields.apply(blank.with(AuditField.ACTOR, key.actor(by)), key));
    byte[] bytes = sole.statement().bytes();
    String source = sole.source().path();
    byte[] proof = signer.sign(Signable.of(Topic.AUDIT_INTAKE, source, bytes)).orElseThrow();
    return new Deed(
        sole.source().series(),
        sole.key(),
        new String(bytes, StandardCharsets.UTF_8),
        Base64.getEncoder().encodeToString(proof));
  }
}
