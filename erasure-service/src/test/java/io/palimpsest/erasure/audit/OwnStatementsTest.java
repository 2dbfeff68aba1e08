package io.palimpsest.erasure.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.audit.AuditField;
import io.palimpsest.audit.EntryType;
import io.palimpsest.audit.Statement;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What the log says of itself, and when. */
class OwnStatementsTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);
  private static final String KEY = "a".repeat(64);

  private final OwnStatements own = new OwnStatements(KEY, FIVE_MINUTES);

  @Test
  void aLogBeginsWithItsKeyAndIsNeverSilentForLongerThanItsHeartbeat() {
    Statement first = own.due(0, NOW).orElseThrow();
    assertThat(first.type()).isEqualTo(EntryType.KEY_ROTATED);
    assertThat(first.data()).containsEntry(AuditField.EVIDENCE, KEY);
    own.committed(first);

    assertThat(own.due(1, NOW.plus(FIVE_MINUTES).minusMillis(1))).isEmpty();
    Statement beat = own.due(1, NOW.plus(FIVE_MINUTES)).orElseThrow();
    assertThat(beat.type()).isEqualTo(EntryType.HEARTBEAT);
    assertThat(beat.seq()).isEqualTo(1);
    own.committed(beat);
    assertThat(own.due(2, NOW.plus(FIVE_MINUTES))).isEmpty();
  }

  @Test
  void anotherKeyIsSaidAndThenNotAgain() {
    own.committed(own.due(0, NOW).orElseThrow());
    OwnStatements rotated = new OwnStatements("b".repeat(64), FIVE_MINUTES);
    rotated.committed(new OwnStatements(KEY, FIVE_MINUTES).due(0, NOW).orElseThrow());
    Statement said = rotated.due(1, NOW).orElseThrow();
    assertThat(said.type()).isEqualTo(EntryType.KEY_ROTATED);
    rotated.committed(said);
    assertThat(rotated.due(2, NOW)).isEmpty();
  }
}
