package io.palimpsest.erasure.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palimpsest.audit.AuditSource;
import io.palimpsest.audit.EntryType;
import io.palimpsest.audit.Statement;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class NumberingTest {
  private final Numbering numbering = new Numbering();

  @Test
  void repeatsAreDroppedAndGapsAreLeftOut() {
    assertThat(numbering.judge(statement("er_aaaaaaaaaaaa", 1))).isEqualTo(Numbering.Verdict.GAP);
    assertThat(numbering.judge(statement("er_aaaaaaaaaaaa", 0)))
        .isEqualTo(Numbering.Verdict.APPEND);
    assertThat(numbering.append(statement("er_aaaaaaaaaaaa", 0))).isZero();
    assertThat(numbering.judge(statement("er_aaaaaaaaaaaa", 0)))
        .isEqualTo(Numbering.Verdict.REPEAT);
    assertThat(numbering.append(statement("er_bbbbbbbbbbbb", 0))).isEqualTo(1);
    assertThat(numbering.append(statement("er_aaaaaaaaaaaa", 1))).isEqualTo(2);
    assertThat(numbering.next()).isEqualTo(3);
  }

  @Test
  void aLogWithAHoleIsNotGoneOnWith() {
    numbering.committed(0, statement("er_aaaaaaaaaaaa", 0));
    assertThatThrownBy(() -> numbering.committed(2, statement("er_aaaaaaaaaaaa", 1)))
        .isInstanceOf(IllegalStateException.class);
  }

  private static Statement statement(String ref, long seq) {
    return Statement.of(AuditSource.request(ref), seq, EntryType.PLANNED, Instant.EPOCH);
  }
}
