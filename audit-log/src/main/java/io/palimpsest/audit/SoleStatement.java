package io.palimpsest.audit;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.function.BiFunction;

/**
 * The only statement of a source of its own: there is no count that a restored database could have
 * lost, and a repeat is the same record.
 *
 * @param source whose only one it is
 * @param key key of its digests, kept outside the log
 * @param statement number 0 of the source
 */
public record SoleStatement(AuditSource source, RequestKey key, Statement statement) {
  private static final int REFERENCE_BYTES = 16;

  /**
   * A statement under a new random reference and a new key.
   *
   * @param service whose it is to say, without the suffix
   * @param prefix two lower-case letters and {@code _}
   * @param fields adds what it shows, digests by the key
   */
  public static SoleStatement of(
      String service,
      String prefix,
      EntryType type,
      Instant at,
      SecureRandom random,
      BiFunction<Statement, RequestKey, Statement> fields) {
    byte[] reference = new byte[REFERENCE_BYTES];
    random.nextBytes(reference);
    RequestKey key = RequestKey.random(random);
    AuditSource source = AuditSource.service(service, prefix + HexFormat.of().formatHex(reference));
    return new SoleStatement(source, key, fields.apply(Statement.of(source, 0, type, at), key));
  }

  /**
   * What is said of a record that was set aside and given up.
   *
   * @param service in whose keeping it was
   * @param object what it was submitted to, as a code
   * @param record name of the record, of which the log has a digest
   * @param reason why it had been set aside; what is no code is said as {@code other}
   * @param by key id of who gave it up
   */
  public static SoleStatement parkedDropped(
      String service,
      Enum<?> object,
      String record,
      String reason,
      String by,
      Instant at,
      SecureRandom random) {
    String code = reason.matches(AuditField.REASON.kind().pattern()) ? reason : "other";
    return of(
        service,
        "pd_",
        EntryType.PARKED_DROPPED,
        at,
        random,
        (blank, key) ->
            blank
                .with(AuditField.ACTOR, key.actor(by))
                .with(AuditField.OBJECT, object)
                .with(AuditField.EVIDENCE, key.words(record))
                .with(AuditField.REASON, code));
  }
}
