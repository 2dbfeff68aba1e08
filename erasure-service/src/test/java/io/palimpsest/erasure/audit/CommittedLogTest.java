package io.palimpsest.erasure.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.audit.AuditSource;
import io.palimpsest.audit.EntryType;
import io.palimpsest.audit.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CommittedLogTest {
  private static final Optional<Statement> SAID =
      Optional.of(
          Statement.of(
              AuditSource.service("erasure", "heartbeats"), 0, EntryType.HEARTBEAT, Instant.EPOCH));

  @Test
  void aPageIsConsistentWithoutAGapAndWithEveryEntryInTheOneForm() {
    assertThat(page(entry(7, SAID), entry(6, SAID), entry(5, SAID)).consistent()).isTrue();
    assertThat(page(entry(7, SAID), entry(5, SAID)).consistent()).isFalse();
    assertThat(page(entry(7, SAID), entry(7, SAID)).consistent()).isFalse();
    assertThat(page(entry(7, SAID), entry(6, Optional.empty())).consistent()).isFalse();
    assertThat(page().consistent()).isTrue();
  }

  private static CommittedLog.Page page(CommittedLog.Entry... entries) {
    return new CommittedLog.Page(List.of(entries), false);
  }

  private static CommittedLog.Entry entry(long index, Optional<Statement> statement) {
    return new CommittedLog.Entry(index, 2 * index, statement);
  }
}
