package io.palimpsest.audit.verify;

import io.palimpsest.audit.MalformedStatementException;
import io.palimpsest.audit.Statement;
import io.palimpsest.audit.log.Policy;
import io.palimpsest.audit.log.Resources;
import io.palimpsest.audit.log.TiledLog;
import io.palimpsest.audit.note.MalformedNoteException;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/**
 * Verifies a whole log: every entry leads to the root that the newest checkpoint signs, through
 * every older checkpoint that is known, tiles and bundles are those of the entries, and what the
 * entries promise was kept. Reads once, in order; memory grows with the number of requests alone.
 */
public final class LogVerifier {
  private static final int AHEAD = 8;

  private final Policy policy;
  private final Instant at;
  private final ExecutorService readers;

  /**
   * @param policy which checkpoints are believed
   * @param at the time by which what is due has to be done
   * @param readers read entries on other threads; not closed here
   */
  public LogVerifier(Policy policy, Instant at, ExecutorService readers) {
    this.policy = policy;
    this.at = at;
    this.readers = readers;
  }

  /** Entries, and what they say once that is known. */
  private record Batch(List<LogCopy.Entry> entries, Future<List<Optional<Statement>>> said) {}

  /**
   * Verifies a copy.
   *
   * @param kept checkpoints that the caller has from before, or from elsewhere
   * @throws IOException when something cannot be read now, which says nothing about the log
   */
  public Report verify(LogCopy copy, List<LogCopy.Signed> kept)
      throws IOException, InterruptedException {
    return new Run(copy, kept).report();
  }

  private final class Run {
    private final LogCopy copy;
    private final Findings findings = new Findings();
    private final Completeness completeness = new Completeness(findings);
    private final Head head;
    private final Marks marks;
    private final TiledLog log;

    Run(LogCopy copy, List<LogCopy.Signed> kept) throws IOException {
      this.copy = copy;
      this.head = Head.of(copy.checkpoints(), kept, policy, findings);
      this.marks = new Marks(head.marks(), findings);
      Resources.Writable place =
          copy.tiles()
              .<Resources.Writable>map(there -> new TileCheck(there, findings))
              .orElseGet(Nowhere::new);
      this.log = TiledLog.empty(place);
    }

    Report report() throws IOException, InterruptedException {
      if (head.checkpoint().isPresent()) {
        marks.reached(0, log.root());
        if (readAll()) {
          log.flush();
          marks.ended(log.size());
        }
      }
      return new Report(
          head.checkpoint(),
          log.size(),
          Math.max(0, marks.agreed() - 1),
          completeness.close(at),
          findings.first(),
          findings.counts());
    }

    /** Whether the entries could be read to their end. */
    private boolean readAll() throws IOException, InterruptedException {
      Deque<Batch> ahead = new ArrayDeque<>();
      try (LogCopy.Entries entries = copy.entries(head.size())) {
        boolean more = true;
        while (more || !ahead.isEmpty()) {
          while (more && ahead.size() < AHEAD) {
            List<LogCopy.Entry> next = entries.next();
            more = !next.isEmpty();
            if (more) {
              ahead.add(new Batch(next, readers.submit(() -> said(next))));
            }
          }
          if (!ahead.isEmpty() && !take(ahead.remove())) {
            return false;
          }
        }
        return true;
      } catch (MalformedNoteException damaged) {
        for (Batch batch : ahead) {
          take(batch);
        }
        findings.broken("entries", damaged.getMessage());
        return false;
      }
    }

    /** Whether the indexes go on without a gap. */
    private boolean take(Batch batch) throws IOException, InterruptedException {
      List<Optional<Statement>> said = result(batch.said());
      for (int at = 0; at < said.size(); at++) {
        LogCopy.Entry entry = batch.entries().get(at);
        if (entry.index() != log.size()) {
          findings.broken(
              "entry " + log.size(), "is missing: entry " + entry.index() + " comes in its place");
          return false;
        }
        if (said.get(at).isEmpty()) {
          findings.broken("entry " + entry.index(), "is no statement in its one form");
        }
        said.get(at).ifPresent(statement -> completeness.see(entry.index(), statement));
        log.append(entry.bytes());
        if (marks.awaits(log.size())) {
          marks.reached(log.size(), log.root());
        }
      }
      return true;
    }
  }

  private static List<Optional<Statement>> said(List<LogCopy.Entry> entries) {
    return entries.stream().map(entry -> statement(entry.bytes())).toList();
  }

  private static Optional<Statement> statement(byte[] bytes) {
    try {
      return Optional.of(Statement.parse(bytes));
    } catch (MalformedStatementException broken) {
      return Optional.empty();
    }
  }

  private static <T> T result(Future<T> future) throws InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("an entry could not be looked at", e.getCause());
    }
  }

  /** Where there are no tiles, none are compared. */
  private static final class Nowhere implements Resources.Writable {
    @Override
    public Optional<byte[]> read(String path) {
      return Optional.empty();
    }

    @Override
    public void write(String path, byte[] bytes) {
      // There is nothing to compare with.
    }
  }
}
