package io.palimpsest.erasure.audit;

import io.palimpsest.audit.MalformedStatementException;
import io.palimpsest.audit.Statement;
import io.palimpsest.audit.log.InconsistentLogException;
import io.palimpsest.audit.tree.Hash;
import io.palimpsest.sealing.KeysUnavailableException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The end of the log, as its one writer knows it: numbers, the newest entries' digests, what the
 * log said of itself. Read from the log, behind what is kept of it. For one thread.
 */
final class LogEnd {
  private static final Logger LOG = LoggerFactory.getLogger(LogEnd.class);

  /** A source's clock and the broker's may differ by so much before the whole log is read. */
  private static final Duration SKEW = Duration.ofMinutes(10);

  private final SequencerClients clients;
  private final SequencerSession.Signs signs;
  private final KeptNumbering kept;
  private final CommittedLog committed;
  private final Numbering numbering;
  private final Recent recent = new Recent();
  private final OwnStatements own;
  private final long from;
  private long keptAt;

  /** What is to be done with a statement. */
  enum Verdict {
    /** It is the next of its source. */
    APPEND,
    /** It is in the log, or comes again with its predecessor. */
    DROP,
    /** Its number is in the log with other bytes. */
    CONTRADICTS
  }

  private LogEnd(
      SequencerClients clients, SequencerSession.Signs signs, KeptNumbering.@Nullable Kept from) {
    this.clients = clients;
    this.signs = signs;
    this.kept = signs.kept();
    this.committed = new CommittedLog(clients.kafka(), clients.proofs());
    this.numbering = from == null ? new Numbering() : from.numbering();
    this.own = new OwnStatements(signs.key(), clients.settings().heartbeat());
    if (from != null) {
      Numbering.Newest spoke = numbering.newest().get(OwnStatements.SOURCE);
      own.goOn(from.said(), spoke == null ? null : spoke.time());
    }
    this.from = numbering.next();
    this.keptAt = numbering.next();
  }

  /**
   * Reads what came since the numbering was kept. What is kept and is not to be believed, or does
   * not fit the log, is said aloud, and the log is read whole.
   */
  static LogEnd read(SequencerClients clients, SequencerSession.Signs signs) {
    try {
      Optional<KeptNumbering.Kept> from = signs.kept().read();
      if (from.isPresent()) {
        return read(clients, signs, from.get());
      }
    } catch (InconsistentLogException refused) {
      LOG.error("what is kept of the numbering is not believed, the whole log is read", refused);
      signs.refused().accept(SequencerSession.NUMBERING);
    } catch (IOException unreadable) {
      LOG.warn("what is kept of the numbering is not read, the whole log is", unreadable);
    }
    return read(clients, signs, null);
  }

  private static LogEnd read(
      SequencerClients clients, SequencerSession.Signs signs, KeptNumbering.@Nullable Kept from) {
    LogEnd end = new LogEnd(clients, signs, from);
    try (EntryReader entries = clients.entries()) {
      end.follow(entries);
    }
    LOG.info(
        "audit log goes on next_index={} read={}",
        end.numbering.next(),
        end.numbering.next() - end.from);
    return end;
  }

  private void follow(EntryReader entries) {
    long until = System.nanoTime() + clients.settings().rebuild().toNanos();
    Hash last = numbering.last();
    entries.seek(last == null ? 0 : numbering.next() - 1);
    boolean placed = last == null;
    while (!entries.isAtEnd() || (!placed && entries.fromBeginning())) {
      if (System.nanoTime() > until) {
        throw new TimeoutException("the log was not read to its end in time");
      }
      for (byte[] entry : entries.read()) {
        if (placed) {
          take(entry);
        } else if (last != null && !last.equals(Hash.leaf(entry))) {
          throw new InconsistentLogException(
              "entry %d is not the one up to which the numbering was kept"
                  .formatted(numbering.next() - 1));
        }
        placed = true;
      }
    }
    if (!placed) {
      throw new InconsistentLogException(
          "the log has fewer than the %d entries of the kept numbering"
              .formatted(numbering.next()));
    }
  }

  private void take(byte[] bytes) {
    try {
      add(Statement.parse(bytes), bytes);
    } catch (MalformedStatementException broken) {
      throw new IllegalStateException(
          "entry " + numbering.next() + " of the log is no statement", broken);
    }
  }

  /** Index of the first entry that was read, not known from what was kept. */
  long from() {
    return from;
  }

  /** Index of the next entry. */
  long next() {
    return numbering.next();
  }

  /** What the log has to say of itself now. */
  Optional<Statement> ofItself() {
    return own.due(numbering.nextOf(OwnStatements.SOURCE), signs.clock().instant());
  }

  Verdict judge(Statement statement, byte[] bytes) {
    Numbering.Verdict verdict = numbering.judge(statement);
    if (verdict == Numbering.Verdict.LOOK_UP) {
      numbering.recall(statement.source(), lookUp(statement));
      verdict = numbering.judge(statement);
    }
    return switch (verdict) {
      case APPEND -> Verdict.APPEND;
      case REPEAT -> isInLog(statement, bytes) ? Verdict.DROP : Verdict.CONTRADICTS;
      case GAP, LOOK_UP -> Verdict.DROP;
    };
  }

  /** The statement is in the log from now on, if the transaction under way is committed. */
  long add(Statement statement, byte[] bytes) {
    recent.add(statement, bytes);
    own.committed(statement);
    return numbering.append(statement, bytes);
  }

  /** Everything so far is committed: keeps the numbering, when enough has come. */
  void committed() {
    if (numbering.next() - keptAt >= clients.settings().keepEvery()) {
      keep();
    }
  }

  /**
   * Keeps the numbering, if the key is to be had; without it the next start reads more. Only what
   * is committed may be.
   */
  void keep() {
    keptAt = numbering.next();
    numbering.forget(signs.clock().instant().minus(clients.settings().remembered()));
    try {
      kept.keep(new KeptNumbering.Kept(numbering, own.said()));
    } catch (IOException | KeysUnavailableException notNow) {
      LOG.warn("the numbering is not kept", notNow);
    }
  }

  /** Whether the log has this statement; one that is not kept in memory is looked up there. */
  private boolean isInLog(Statement statement, byte[] bytes) {
    return recent
        .repeats(statement, bytes)
        .orElseGet(
            () ->
                isInLog(statement, bytes, statement.time().minus(SKEW))
                    || isInLog(statement, bytes, Instant.EPOCH));
  }

  private boolean isInLog(Statement statement, byte[] bytes, Instant since) {
    return said(statement, since).stream().anyMatch(said -> Arrays.equals(said.bytes(), bytes));
  }

  private Numbering.Newest lookUp(Statement statement) {
    List<CommittedLog.Said> said = said(statement, Instant.EPOCH);
    if (said.isEmpty()) {
      return new Numbering.Newest(-1, statement.time());
    }
    Statement newest = Statement.parse(said.getLast().bytes());
    return new Numbering.Newest(newest.seq(), newest.time());
  }

  private List<CommittedLog.Said> said(Statement statement, Instant since) {
    return committed.ofSource(statement.source(), since, clients.settings().rebuild());
  }
}
