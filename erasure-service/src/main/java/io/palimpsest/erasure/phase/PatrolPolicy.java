package io.palimpsest.erasure.phase;

import io.palimpsest.erasure.model.ErasureRequest;
import io.palimpsest.erasure.model.State;
import io.palimpsest.erasure.model.Watch;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * When confirmed erasures are looked at again.
 *
 * @param visits times after the end, in rising order
 */
public record PatrolPolicy(List<Duration> visits) {
  /** Copies the list. */
  public PatrolPolicy {
    visits = List.copyOf(visits);
  }

  /** Whether the look under way is the last of the schedule. */
  public boolean last(Watch watch) {
    return !watch.reported() && watch.visits() + 1 >= visits.size();
  }

  /** How long after the end names are kept for the looks: to the last one and a day. */
  public Duration keeps() {
    return (visits.isEmpty() ? Duration.ZERO : visits.getLast()).plusDays(1);
  }

  /** When the request is to be looked at next; empty for not by itself. */
  public Optional<Instant> next(ErasureRequest request) {
    Instant end = request.endedAt();
    if (end == null
        || request.plan() == null
        || !(request.state() instanceof State.ConfirmedLive confirmed)) {
      return Optional.empty();
    }
    Watch watch = confirmed.watch();
    if (watch.reported()) {
      return Optional.of(end);
    }
    return watch.visits() < visits.size()
        ? Optional.of(end.plus(visits.get(watch.visits())))
        : Optional.empty();
  }
}
