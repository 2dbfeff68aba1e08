package io.palimpsest.reembed.channel;

import io.palimpsest.reembed.entity.Change;
import io.palimpsest.reembed.entity.Document;
import io.palimpsest.reembed.lane.Backlog;
import io.palimpsest.reembed.lane.Lane;
import io.palimpsest.reembed.park.Origin;
import io.palimpsest.reembed.pipeline.Outcome;
import io.palimpsest.reembed.pipeline.Task;
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
 */
@SuppressWarnings("ArrayRecordComponent") // handed through, never compared
record Pending(
    Task task,
    Origin origin,
    byte[] payload,
    List<Origin> answers,
    List<Origin> lot,
    List<CompletableFuture<Outcome.Final>> asking,
    int failures)
    implements Backlog.Entry<Pending> {
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
    return new Pending(task, origin, payload, List.of(origin), List.of(), List.of(), 0);
  }

  static Pending parked(Task task, Origin origin, byte[] payload) {
    return new Pending(task, origin, payload, List.of(), List.of(origin), List.of(), 0);
  }

  static Pending asked(
      Task task, Origin origin, byte[] payload, CompletableFuture<Outcome.Final> asking) {
    return new Pending(task, origin, payload, List.of(), List.of(), List.of(asking), 0);
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

  private int tokens() {
    return 1 + change().document().map(Document::size).orElse(0) / CHARACTERS_PER_TOKEN;
  }

  /**
   * The newer revision, or the more urgent of two equal ones, answering for the records of both.
   */
  @Override
  public Pending merge(Pending other) {
    boolean takesOver =
        other.change().revision() > change().revision()
            || (other.change().revision() == change().revision()
                && other.lane().compareTo(lane()) < 0);
    Pending newer = takesOver ? other : this;
    return new Pending(
        newer.task,
        newer.origin,
        newer.payload,
        both(answers, other.answers),
        both(lot, other.lot),
        both(asking, other.asking),
        Math.max(failures, other.failures));
  }

  Pending failed() {
    return new Pending(task, origin, payload, answers, lot, asking, failures + 1);
  }

  private static <T> List<T> both(List<T> some, List<T> others) {
    List<T> both = new ArrayList<>(some);
    both.addAll(others);
    return both;
  }
}
