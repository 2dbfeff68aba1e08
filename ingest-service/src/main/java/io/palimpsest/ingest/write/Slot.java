package io.palimpsest.ingest.write;

import io.palimpsest.ingest.entry.Change;
import io.palimpsest.ingest.entry.Decision;
import io.palimpsest.ingest.entry.Entry;
import io.palimpsest.ingest.entry.Outcome;
import io.palimpsest.ingest.entry.Refusal;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One change on its way to its outcome. Used by one thread. */
final class Slot<S> {
  private final Change<S> change;
  private @Nullable Decision decision;
  private @Nullable Outcome outcome;
  private @Nullable Outcome provisional;
  private Refusal lastObstacle = Refusals.BUSY;

  Slot(Change<S> change) {
    this.change = change;
  }

  Change<S> change() {
    return change;
  }

  boolean isOpen() {
    return outcome == null;
  }

  void decide(Decision made) {
    decision = made;
  }

  /** The write that was decided, or null when the decision was another. */
  Decision.@Nullable Write write() {
    return decision instanceof Decision.Write write ? write : null;
  }

  /** The quiet write that was decided, or null. */
  Decision.@Nullable Unchanged remembering() {
    return decision instanceof Decision.Unchanged same && same.remember() ? same : null;
  }

  /** Whether the write that was decided makes an entry, or follows one that nobody was told of. */
  boolean isFresh() {
    return decision instanceof Decision.Write write
        && !write.next().deleted()
        && (write.created() || write.next().announced() < write.next().revision() - 1);
  }

  /** Whether it is settled without a write, by an entry of which nobody was told yet. */
  boolean isAboutUntold() {
    return outcome instanceof Outcome.Accepted accepted && accepted.head().isUntold();
  }

  /** Takes the outcome back until it is confirmed. */
  void reopen() {
    provisional = outcome;
    outcome = null;
  }

  /** It was confirmed. */
  void settleAgain() {
    outcome = provisional;
  }

  /** The entry as it is written, or as it was found. */
  Entry<S> entry() {
    if (decision instanceof Decision.Write write) {
      return new Entry<>(write.next(), change.state());
    }
    if (provisional instanceof Outcome.Accepted accepted) {
      return new Entry<>(accepted.head(), change.state());
    }
    throw new IllegalStateException("neither written nor found");
  }

  /** Uids that a write of this slot touches. */
  List<UUID> uids() {
    if (decision instanceof Decision.Write write) {
      return write.next().path().uids();
    }
    return decision instanceof Decision.Unchanged same
        ? same.next().path().uids()
        : change.parentUids();
  }

  void settle(Outcome reached) {
    outcome = reached;
  }

  void refuse(Refusal refusal) {
    outcome = new Outcome.Refused(refusal);
  }

  /** The slot stays open: why, should the time run out. */
  void obstacle(Refusal obstacle) {
    lastObstacle = obstacle;
  }

  Outcome outcome() {
    return outcome == null ? new Outcome.Refused(lastObstacle) : outcome;
  }
}
