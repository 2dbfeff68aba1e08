package io.palimpsest.reembed.intake;

import io.palimpsest.reembed.change.Change;
import io.palimpsest.reembed.change.Document;
import io.palimpsest.reembed.change.Lane;
import io.palimpsest.reembed.change.Origin;
import io.palimpsest.reembed.index.Outcome;
import io.palimpsest.reembed.index.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/**
 * A task, the record that it came from, and all records that are finished with it.
 *
 * @param task the task
 * @param origin record of the task's own revision
 * @param payload that record's value
 * @param answers records of this and older revisions of the entity
 * @param lot parked records that are answered for
 * @param asking who asked for it otherwise, to be told how it ended
 * @param failures attempts that ended in an unforeseen error
 * @param waits attempts that ended because of its own content
 */
@SuppressWarnings("ArrayRecordComponent") // handed through, never compared
record Pending(
    Task task,
    Origin origin,
    byte[] payload,
    List<Origin> answers,
    List<Origin> lot,
    List<CompletableFuture<Outcome.Final>> asking,
    int failures,
    int waits)
    implements Backlog.Entry<Pending> {
  private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);
  private static final int MOST_DOUBLINGS = 10;
  private static final int CHARACTERS_PER_TOKEN = 4;
  private static final int TOKENS_PER_CHUNK = 200;

  /** More than any batch holds: what failed before is tried alone. */
  private static final int ALONE = 1 << 20;

  Pending {
    answers = List.copyOf(answers);
    lot = List.copyOf(lot);
    asking = List.copyOf(asking);
  }

  static Pending read(Task task, Origin origin, byte[] payload) {
    return new Pending(task, origin, payload, List.of(origin), List.of(), List.of(), 0, 0);
  }

  static Pending parked(Task task, Origin origin, byte[] payload) {
    return new Pending(task, origin, payload, List.of(), List.of(origin), List.of(), 0, 0);
  }

  static Pending asked(
      Task task, Origin origin, byte[] payload, CompletableFuture<Outcome.Final> asking) {
    return new Pending(task, origin, payload, List.of(), List.of(), List.of(asking), 0, 0);
  }

  /** Whether a record that is read in its turn is all that it answers for. */
  boolean ofTopicAlone() {
    return lot.isEmpty() && asking.isEmpty();
  }

  Change change() {
    return task.change();
  }

  @Override
  public UUID entity() {
    return change().entity().uid();
  }

  @Override
  public UUID tenant() {
    return change().entity().tenant();
  }

  @Override
  public Lane lane() {
    return task.lane();
  }

  @Override
  public int cost() {
    return failures > 0 ? ALONE : tokens();
  }

  @Override
  public int chunks() {
    return 1 + tokens() / TOKENS_PER_CHUNK;
  }

  @Override
  public long bytes() {
    return (long) payload.length + change().document().map(Document::held).orElse(0L);
  }

  private int tokens() {
    return 1 + change().document().map(Document::size).orElse(0) / CHARACTERS_PER_TOKEN;
  }

  /**
   * The newer revision, answering for the records of both, and as urgent as the more urgent of
   * them: whoever waits for either waits for this.
   */
  @Override
  public Pending merge(Pending other) {
    Pending newer = other.change().revision() > change().revision() ? other : this;
    Lane urgent = other.lane().compareTo(lane()) < 0 ? other.lane() : lane();
    return new Pending(
        newer.task.in(urgent),
        newer.origin,
        newer.payload,
        both(answers, other.answers),
        both(lot, other.lot),
        both(asking, other.asking),
        Math.max(failures, other.failures),
        newer.waits);
  }

  Pending failed() {
    return new Pending(task, origin, payload, answers, lot, asking, failures + 1, waits);
  }

  Pending waited() {
    return new Pending(task, origin, payload, answers, lot, asking, failures, waits + 1);
  }

  /** How long it waits for content of its own that fails. */
  Duration patience() {
    Duration doubled = FIRST_WAIT.multipliedBy(1L << Math.min(waits, MOST_DOUBLINGS));
    return doubled.compareTo(LONGEST_WAIT) < 0 ? doubled : LONGEST_WAIT;
  }

  private static <T> List<T> both(List<T> some, List<T> others) {
    List<T> both = new ArrayList<>(some);
    both.addAll(others);
    return both;
  }
}
