package io.palimpsest.erasure.watch;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.palimpsest.erasure.model.ErasureRequest;
import io.palimpsest.erasure.model.JournalLine;
import io.palimpsest.erasure.model.State;
import io.palimpsest.erasure.model.Watch;
import io.palimpsest.erasure.saga.Progress;
import io.palimpsest.event.ErasureState;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntSupplier;

/** Progress of requests as metrics. */
@ApplicationScoped
class Meters implements Progress {
  private static final List<ErasureState> ENDS =
      List.of(
          ErasureState.PLANNED,
          ErasureState.NOTHING_FOUND,
          ErasureState.CONFIRMED_LIVE,
          ErasureState.PHYSICALLY_EXPIRED,
          ErasureState.REJECTED,
          ErasureState.CANCELLED);

  private final MeterRegistry registry;
  private final Clock clock;

  Meters(MeterRegistry registry, Clock clock) {
    this.registry = registry;
    this.clock = clock;
    // There from the start: an alert on a counter that does not exist never fires for its first.
    registry.counter(Metrics.CAME_BACK, "reported", "false");
    registry.counter(Metrics.WITHOUT_OWNER);
    for (ErasureState end : ENDS) {
      registry.counter(Metrics.ENDED, "state", code(end));
    }
    registry.timer(Metrics.DRAIN);
    registry.counter(Metrics.DELETED_AGAIN);
    registry.timer(Metrics.DURATION, "state", code(ErasureState.CONFIRMED_LIVE));
  }

  @Override
  public void reached(ErasureRequest request) {
    Instant approved = request.approvedAt();
    if (approved != null && isOnItsWay(request.state())) {
      registry
          .timer(Metrics.DURATION, "state", code(request.state().announced()))
          .record(Duration.between(approved, clock.instant()));
    }
    if (request.state() instanceof State.Drained) {
      drained(request);
    }
    if (request.state() instanceof State.Repairing(long index, Watch watch, int round)) {
      registry
          .counter(Metrics.CAME_BACK, "reported", Boolean.toString(watch.reported()))
          .increment();
    }
    if (request.state().ownerless()) {
      registry.counter(Metrics.WITHOUT_OWNER).increment();
    }
    if (request.state() instanceof State.Deleting(int round) && round > 1) {
      registry.counter(Metrics.DELETED_AGAIN).increment();
    }
  }

  private void drained(ErasureRequest request) {
    Optional<Instant> fenced = last(request, "fenced");
    Optional<Instant> drained = last(request, "drained");
    if (fenced.isPresent() && drained.isPresent()) {
      registry.timer(Metrics.DRAIN).record(Duration.between(fenced.get(), drained.get()));
    }
  }

  private static Optional<Instant> last(ErasureRequest request, String what) {
    return request.journal().stream()
        .filter(line -> line.what().equals(what))
        .map(JournalLine::at)
        .reduce((earlier, later) -> later);
  }

  @Override
  public void ended(ErasureRequest request) {
    if (isOnItsWay(request.state()) || request.state() instanceof State.PhysicallyExpired) {
      registry.counter(Metrics.ENDED, "state", code(request.state().announced())).increment();
    }
  }

  private static String code(ErasureState state) {
    return state.name().toLowerCase(Locale.ROOT);
  }

  /** Looks after the confirmation are hours and days after it: they are no part of its time. */
  private static boolean isOnItsWay(State state) {
    return !(state instanceof State.Confirmed confirmed)
        || (state instanceof State.ConfirmedLive && confirmed.watch().equals(Watch.NONE));
  }

  @Override
  public void inWork(IntSupplier count) {
    // By a supplier: of an object the registry keeps no more than a weak reference.
    Gauge.builder(Metrics.IN_WORK, count::getAsInt).register(registry);
  }
}
