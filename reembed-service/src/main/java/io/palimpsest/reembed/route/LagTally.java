package io.palimpsest.reembed.route;

import io.palimpsest.reembed.change.Entity;
import io.palimpsest.reembed.change.Lane;
import io.palimpsest.reembed.index.Outcome;
import io.palimpsest.reembed.index.Task;
import io.palimpsest.reembed.intake.Tally;
import io.palimpsest.reembed.ledger.LedgerRow;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Measures how long it takes from a change's event until queries find what was written for it. A
 * sample: a few at once, of what comes in now; the others are left out, so that measuring never
 * becomes work of its own. Behind the change: it delays and fails none.
 */
public final class LagTally implements Tally {
  private static final Logger LOG = LoggerFactory.getLogger(LagTally.class);
  private static final Duration LONGEST = Duration.ofSeconds(60);
  private final Tally inner;
  private final Freshness freshness;
  private final Clock clock;
  private final LagMeter meter;
  private final Semaphore permits;

  /** Takes the lags. */
  public interface LagMeter {
    /** A change of the entity could be found this long after its event. */
    void searchable(Entity entity, Duration lag);

    /** A change of the entity could not be found within the longest time that is waited. */
    void notSearchable(Entity entity);

    /** Tells both. */
    default LagMeter and(LagMeter other) {
      LagMeter first = this;
      return new LagMeter() {
        @Override
        public void searchable(Entity entity, Duration lag) {
          first.searchable(entity, lag);
          other.searchable(entity, lag);
        }

        @Override
        public void notSearchable(Entity entity) {
          first.notSearchable(entity);
          other.notSearchable(entity);
        }
      };
    }
  }

  /**
   * @param inner counts
   * @param freshness asks the store
   * @param clock events were told their time by another one
   * @param meter takes the lags
   * @param atOnce most changes that are looked for at the same time
   */
  public LagTally(Tally inner, Freshness freshness, Clock clock, LagMeter meter, int atOnce) {
    this.inner = inner;
    this.freshness = freshness;
    this.clock = clock;
    this.meter = meter;
    this.permits = new Semaphore(atOnce);
  }

  @Override
  public void ended(Task task, Outcome.Final outcome) {
    inner.ended(task, outcome);
    boolean written = outcome instanceof Outcome.Embedded || outcome instanceof Outcome.Removed;
    if (written && task.lane() == Lane.LIVE) {
      task.change().occurredAt().ifPresent(at -> begin(task, at));
    }
  }

  @Override
  public void erased() {
    inner.erased();
  }

  @Override
  public void postponed(String reason) {
    inner.postponed(reason);
  }

  private void begin(Task task, Instant at) {
    if (permits.tryAcquire()) {
      Thread.ofVirtual().name("lag").start(() -> measure(task, at));
    }
  }

  private void measure(Task task, Instant at) {
    try {
      Freshness.State state =
          freshness.await(
              task.change().entity().uid(), task.change().revision(), LONGEST, new Own());
      if (state.searchable()) {
        meter.searchable(task.change().entity(), Duration.between(at, clock.instant()));
      } else if (state.parked().isEmpty()) {
        meter.notSearchable(task.change().entity());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.warn("a lag was not measured uid={}", task.change().entity().uid(), e);
    } finally {
      permits.release();
    }
  }

  /** Only durations leave this class. */
  private static final class Own implements Freshness.Check {
    @Override
    public void row(LedgerRow row) {}

    @Override
    public void parked(List<UUID> uids) {}
  }
}
