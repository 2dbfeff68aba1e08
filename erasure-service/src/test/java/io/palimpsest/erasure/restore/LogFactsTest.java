package io.palimpsest.erasure.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.audit.AuditSource;
import io.palimpsest.audit.EntryType;
import io.palimpsest.audit.Statement;
import io.palimpsest.erasure.audit.CommittedLog;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LogFactsTest {
  private static final AuditSource REQUEST = AuditSource.request("er_5b0c2f9d11aa");

  private final List<Long> read = new ArrayList<>();
  private final LogFacts facts =
      new LogFacts(
          offset -> {
            read.add(offset);
            return "at " + offset;
          });

  @Test
  void aConfirmationIsReadAgainWhenItIsAskedForAndNotKept() {
    take(7, 0, EntryType.REQUEST_RECEIVED);
    take(8, 1, EntryType.FENCED);
    take(9, 2, EntryType.CONFIRMED_LIVE);
    Told told = facts.byRef().get("er_5b0c2f9d11aa");

    assertThat(told.last()).isEqualTo(2);
    assertThat(told.fenced()).isTrue();
    assertThat(read).as("what would not fit for all requests of a long log").isEmpty();
    assertThat(told.confirmation().orElseThrow().entry().get()).isEqualTo("at 18");
    assertThat(read).containsExactly(18L);
  }

  @Test
  void ofTwoConfirmationsTheNewerCounts() {
    take(3, 0, EntryType.CONFIRMED_LIVE);
    take(5, 1, EntryType.CONFIRMED_LIVE);

    assertThat(facts.byRef().get("er_5b0c2f9d11aa").confirmation().orElseThrow().index())
        .isEqualTo(5);
  }

  private void take(long index, long seq, EntryType type) {
    facts.take(
        new CommittedLog.Entry(
            index, 2 * index, Optional.of(Statement.of(REQUEST, seq, type, Instant.EPOCH))));
  }
}
