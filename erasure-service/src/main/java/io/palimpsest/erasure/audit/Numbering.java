package io.palimpsest.erasure.audit;

import io.palimpsest.audit.AuditSource;
import io.palimpsest.audit.Statement;
import java.util.HashMap;
import java.util.Map;

/**
 * What the next entry's index is, and which statements are in the log already. Rebuilt from the log
 * itself. For one thread.
 *
 * <p>A source's statements are dense. One that comes before its predecessor is left out: its source
 * sends both again, because it was not told that the predecessor arrived.
 */
final class Numbering {
  private final Map<AuditSource, Long> newest = new HashMap<>();
  private long next;

  /** What becomes of a statement. */
  enum Verdict {
    APPEND,
    REPEAT,
    GAP
  }

  /** Takes over an entry that is in the log at an index. */
  void committed(long index, Statement entry) {
    if (index != next) {
      throw new IllegalStateException("the log goes on with index " + index + ", not " + next);
    }
    append(entry);
  }

  Verdict judge(Statement statement) {
    long expected = nextOf(statement.source());
    if (statement.seq() < expected) {
      return Verdict.REPEAT;
    }
    return statement.seq() == expected ? Verdict.APPEND : Verdict.GAP;
  }

  /** Number of a source's next statement. */
  long nextOf(AuditSource source) {
    return newest.getOrDefault(source, -1L) + 1;
  }

  /** The index of the statement, which is in the log from now on. */
  long append(Statement statement) {
    newest.put(statement.source(), statement.seq());
    return next++;
  }

  /** Index of the next entry. */
  long next() {
    return next;
  }
}
