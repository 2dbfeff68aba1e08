package io.palimpsest.reembed.route;

import io.palimpsest.fencing.Deadline;
import io.palimpsest.fencing.Ticker;
import io.palimpsest.reembed.ledger.LedgerRow;
import io.palimpsest.reembed.ledger.ScopeRows;
import io.palimpsest.reembed.park.ParkingLot;
import io.palimpsest.vectorstore.VectorStoreException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * Waits until a revision can be found in the target that answers for its tenant, or is known not to
 * get there as it is. Blocks cheaply on a virtual thread; thread-safe.
 */
public final class Freshness {
  private static final Duration STEP = Duration.ofMillis(25);
  private static final Duration LONGEST_STEP = Duration.ofMillis(250);
  private final ScopeRows rows;
  private final Map<String, Visibility> targets;
  private final Function<UUID, String> answering;
  private final ParkingLot lot;

  /**
   * @param rows the ledger
   * @param targets what asks each target's store, by name of the target
   * @param answering target that answers for a tenant
   * @param lot what was set aside
   */
  public Freshness(
      ScopeRows rows,
      Map<String, Visibility> targets,
      Function<UUID, String> answering,
      ParkingLot lot) {
    this.rows = rows;
    this.targets = Map.copyOf(targets);
    this.answering = answering;
    this.lot = lot;
  }

  /** Is shown whatever is found before it is used, and throws at what is nobody's business. */
  public interface Check {
    /** A row of the ledger. */
    void row(LedgerRow row);

    /**
     * Something that was set aside.
     *
     * @param uids scopes that hold its entity, outermost first, the entity last
     */
    void parked(List<UUID> uids);
  }

  /**
   * How an entity stands.
   *
   * @param row its row, empty when there is none
   * @param searchable whether the revision that was asked for can be found
   * @param parked the change that was set aside, where the revision is not written: it, or a newer
   *     one
   */
  public record State(
      Optional<LedgerRow> row, boolean searchable, Optional<ParkingLot.Aside> parked) {}

  /**
   * Waits until the revision, or a newer one, can be found or was set aside, at most for the time.
   *
   * @param revision 0 for whatever there is
   */
  public State await(UUID entity, long revision, Duration time, Check check)
      throws InterruptedException {
    Deadline deadline = Deadline.after(Ticker.system(), time);
    Duration step = STEP;
    while (true) {
      State state = look(entity, revision, check);
      if (state.searchable() || state.parked().isPresent() || deadline.passed()) {
        return state;
      }
      Thread.sleep(step.compareTo(deadline.remaining()) < 0 ? step : deadline.remaining());
      step = step.multipliedBy(2).compareTo(LONGEST_STEP) < 0 ? step.multipliedBy(2) : LONGEST_STEP;
    }
  }

  private State look(UUID entity, long revision, Check check) {
    long wanted = Math.max(1, revision);
    Optional<LedgerRow> row = rows.of(entity).stream().filter(this::answers).findFirst();
    row.ifPresent(check::row);
    if (row.filter(found -> found.revision() >= wanted).isPresent()) {
      return new State(row, isVisible(row.get()), Optional.empty());
    }
    Optional<ParkingLot.Aside> parked = lot.aside(entity, wanted);
    parked.ifPresent(aside -> check.parked(aside.uids()));
    return new State(row, false, parked);
  }

  private boolean answers(LedgerRow row) {
    return row.key().target().equals(answering.apply(row.entity().tenant()));
  }

  /** A store that does not answer now shows nothing now; whoever waits looks again. */
  private boolean isVisible(LedgerRow row) {
    Visibility visibility = targets.get(row.key().target());
    if (visibility == null) {
      throw new IllegalStateException("no target of this name: " + row.key().target());
    }
    try {
      return visibility.isVisible(row);
    } catch (VectorStoreException failure) {
      if (failure.retryable()) {
        return false;
      }
      throw failure;
    }
  }
}
