package io.palimpsest.erasure.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.audit.AuditSource;
import io.palimpsest.audit.EntryType;
import io.palimpsest.audit.Statement;
import io.palimpsest.audit.tree.Frontier;
import io.palimpsest.audit.tree.Hash;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class NumberingTest {
  private static final String ONE = "er_aaaaaaaaaaaa";
  private static final String OTHER = "er_bbbbbbbbbbbb";
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private final Numbering numbering = new Numbering();

  @Test
  void repeatsAreDroppedAndGapsAreLeftOut() {
    assertThat(judge(ONE, 1)).isEqualTo(Numbering.Verdict.GAP);
    assertThat(judge(ONE, 0)).isEqualTo(Numbering.Verdict.APPEND);
    assertThat(append(ONE, 0)).isZero();
    assertThat(judge(ONE, 0)).isEqualTo(Numbering.Verdict.REPEAT);
    assertThat(append(OTHER, 0)).isEqualTo(1);
    assertThat(append(ONE, 1)).isEqualTo(2);
    assertThat(numbering.next()).isEqualTo(3);
  }

  @Test
  void itsTreeIsThatOfTheEntries() {
    Frontier tree = new Frontier();
    for (long seq = 0; seq < 7; seq++) {
      append(ONE, seq);
      tree.append(Hash.leaf(statement(ONE, seq, NOON).bytes()));
    }
    assertThat(numbering.tree().root()).isEqualTo(tree.root());
    assertThat(numbering.last()).isEqualTo(Hash.leaf(statement(ONE, 6, NOON).bytes()));
  }

  @Test
  void whoeverMayBeForgottenIsLookedUpAndANewSourceIsNot() {
    append(ONE, 0);
    numbering.forget(NOON.plus(Duration.ofDays(1)));

    assertThat(judge(ONE, 0)).isEqualTo(Numbering.Verdict.LOOK_UP);
    assertThat(judge(ONE, 1)).isEqualTo(Numbering.Verdict.LOOK_UP);
    assertThat(numbering.judge(statement(OTHER, 0, NOON.plusMillis(1))))
        .isEqualTo(Numbering.Verdict.APPEND);

    numbering.recall(AuditSource.request(ONE), new Numbering.Newest(0, NOON));
    assertThat(judge(ONE, 0)).isEqualTo(Numbering.Verdict.REPEAT);
    assertThat(judge(ONE, 1)).isEqualTo(Numbering.Verdict.APPEND);
  }

  @Test
  void whoeverSpokeSinceIsNotForgottenAndWithoutAnybodyForgottenNobodyIsLookedUp() {
    append(ONE, 0);
    numbering.append(statement(ONE, 1, NOON.plusSeconds(60)), new byte[1]);
    numbering.append(statement(ONE, 2, NOON), new byte[1]);
    numbering.forget(NOON.plusSeconds(60));

    assertThat(numbering.nextOf(AuditSource.request(ONE))).isEqualTo(3);
    assertThat(judge(OTHER, 1)).isEqualTo(Numbering.Verdict.GAP);
  }

  private Numbering.Verdict judge(String ref, long seq) {
    return numbering.judge(statement(ref, seq, NOON));
  }

  private long append(String ref, long seq) {
    Statement statement = statement(ref, seq, NOON);
    return numbering.append(statement, statement.bytes());
  }

  private static Statement statement(String ref, long seq, Instant time) {
    return Statement.of(AuditSource.request(ref), seq, EntryType.PLANNED, time);
  }
}
