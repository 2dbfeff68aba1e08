package io.palimpsest.erasure.audit;

import io.palimpsest.audit.AuditSource;
import io.palimpsest.audit.Statement;
import io.palimpsest.audit.tree.Frontier;
import io.palimpsest.audit.tree.Hash;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the next entry's index is, which statements are in the log already, and the right edge of
 * the tree over them. Made from the log itself, or from what was kept of it. For one thread.
 *
 * <p>A source's statements are dense. One that comes before its predecessor is left out: its source
 * sends both again, because it was not told that the predecessor arrived. A source that has been
 * silent for long is forgotten; whoever may be one of those is to be looked up in the log.
 */
final class Numbering {
  private final Map<AuditSource, Newest> newest = new HashMap<>();
  private final Frontier tree;
  private @Nullable Hash last;
  private @Nullable Instant forgotten;

  /** What becomes of a statement. */
  enum Verdict {
    APPEND,
    REPEAT,
    GAP,
    /** Its source may have been forgotten: see the log, {@link #recall}, and judge again. */
    LOOK_UP
  }

  /**
   * The newest statement of a source.
   *
   * @param seq its number
   * @param time latest time that a statement of the source has
   */
  record Newest(long seq, Instant time) {}

  /** Of a log without entries. */
  Numbering() {
    this.tree = new Frontier();
  }

  /**
   * As it was kept.
   *
   * @param tree right edge of the tree over the entries
   * @param last leaf of the newest one, null when there is none
   * @param newest newest statement of each source that is remembered
   * @param forgotten time of the newest statement of all sources that are not, null when there are
   *     none
   */
  Numbering(
      Frontier tree,
      @Nullable Hash last,
      Map<AuditSource, Newest> newest,
      @Nullable Instant forgotten) {
    this.tree = tree;
    this.last = last;
    this.newest.putAll(newest);
    this.forgotten = forgotten;
  }

  /** What becomes of a statement that came in. */
  Verdict judge(Statement statement) {
    Newest known = newest.get(statement.source());
    if (known == null && mayBeForgotten(statement)) {
      return Verdict.LOOK_UP;
    }
    long expected = nextOf(statement.source());
    if (statement.seq() < expected) {
      return Verdict.REPEAT;
    }
    return statement.seq() == expected ? Verdict.APPEND : Verdict.GAP;
  }

  /** Number of a source's next statement. */
  long nextOf(AuditSource source) {
    Newest known = newest.get(source);
    return known == null ? 0 : known.seq() + 1;
  }

  /**
   * The index of the statement, which is in the log from now on.
   *
   * @param bytes the statement's
   */
  long append(Statement statement, byte[] bytes) {
    newest.merge(
        statement.source(),
        new Newest(statement.seq(), statement.time()),
        (before, now) -> new Newest(now.seq(), later(before.time(), now.time())));
    Hash leaf = Hash.leaf(bytes);
    tree.append(leaf);
    last = leaf;
    return tree.size() - 1;
  }

  /** What the log says of a source that was forgotten. */
  void recall(AuditSource source, Newest found) {
    newest.put(source, found);
  }

  /** Forgets sources that have said nothing since. */
  void forget(Instant since) {
    newest
        .entrySet()
        .removeIf(
            one -> {
              Instant time = one.getValue().time();
              boolean old = time.isBefore(since);
              forgotten =
                  old && forgotten != null ? later(forgotten, time) : old ? time : forgotten;
              return old;
            });
  }

  /** Index of the next entry. */
  long next() {
    return tree.size();
  }

  Frontier tree() {
    return tree;
  }

  @Nullable Hash last() {
    return last;
  }

  Map<AuditSource, Newest> newest() {
    return Map.copyOf(newest);
  }

  @Nullable Instant forgotten() {
    return forgotten;
  }

  /** A repeat of one that was forgotten has the time that it had; a new source is newer. */
  private boolean mayBeForgotten(Statement statement) {
    Instant until = forgotten;
    return until != null && (statement.seq() > 0 || !statement.time().isAfter(until));
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
