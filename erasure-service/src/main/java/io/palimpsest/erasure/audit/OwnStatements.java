package io.palimpsest.erasure.audit;

import io.palimpsest.audit.AuditField;
import io.palimpsest.audit.AuditSource;
import io.palimpsest.audit.EntryType;
import io.palimpsest.audit.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the log says of itself: which key signs it, and that it is alive. The sequencer makes these
 * statements, so they need neither an intake nor an outbox: their numbers, too, come from the log.
 * No service can make them, as none is called like their source. For one thread.
 */
final class OwnStatements {
  static final AuditSource SOURCE = AuditSource.service("audit", "log");
  private static final String KEY = "log.key";

  private final String key;
  private final Duration heartbeat;
  private @Nullable String said;
  private @Nullable Instant last;

  /**
   * @param key digest of the current key's vkey, in hexadecimal
   * @param heartbeat longest time between two statements
   */
  OwnStatements(String key, Duration heartbeat) {
    this.key = key;
    this.heartbeat = heartbeat;
  }

  /** Goes on from what was kept: the key that was said, and when the log spoke of itself last. */
  void goOn(@Nullable String keySaid, @Nullable Instant spoke) {
    said = keySaid;
    last = spoke;
  }

  /** Digest of the key that the log said last, null when it said none. */
  @Nullable String said() {
    return said;
  }

  /** Takes over an entry of the log, of whatever source. */
  void committed(Statement entry) {
    if (entry.source().equals(SOURCE)) {
      last = entry.time();
      if (entry.type() == EntryType.KEY_ROTATED) {
        said = String.valueOf(entry.data().get(AuditField.EVIDENCE));
      }
    }
  }

  /**
   * What is to be said now, if anything.
   *
   * @param seq number that it gets
   */
  Optional<Statement> due(long seq, Instant now) {
    if (!key.equals(said)) {
      return Optional.of(
          Statement.of(SOURCE, seq, EntryType.KEY_ROTATED, now)
              .with(AuditField.OBJECT, KEY)
              .with(AuditField.EVIDENCE, key));
    }
    boolean silent = last == null || !now.isBefore(last.plus(heartbeat));
    return silent
        ? Optional.of(Statement.of(SOURCE, seq, EntryType.HEARTBEAT, now))
        : Optional.empty();
  }
}
