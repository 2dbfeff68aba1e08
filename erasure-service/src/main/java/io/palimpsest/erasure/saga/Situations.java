package io.palimpsest.erasure.saga;

import io.palimpsest.erasure.demand.Holds;
import io.palimpsest.erasure.model.ErasureRequest;
import io.palimpsest.erasure.model.Plan;
import io.palimpsest.erasure.model.Requests;
import io.palimpsest.erasure.model.State;
import io.palimpsest.erasure.phase.Situation;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Gathers, right before a step is planned, what the planner has to know beside the request. */
final class Situations {
  private final Requests requests;
  private final Holds holds;
  private final Duration grace;
  private final Clock clock;

  Situations(Requests requests, Holds holds, Duration grace, Clock clock) {
    this.requests = requests;
    this.holds = holds;
    this.grace = grace;
    this.clock = clock;
  }

  Situation of(ErasureRequest request) {
    Plan plan = request.plan();
    boolean works = !request.ended() || request.state().revisiting();
    BooleanSupplier held = () -> plan != null && works && holds.lieOn(plan.pathUids(), plan.uids());
    return new Situation(held, cover(request), clock.instant(), grace);
  }

  private Optional<Situation.Cover> cover(ErasureRequest request) {
    return switch (request.state()) {
      case State.Attached attached -> requests.find(attached.to()).map(Situations::asCover);
      case State.Planned planned -> covering(request);
      case State.AwaitingApproval waiting -> covering(request);
      default -> Optional.empty();
    };
  }

  private Optional<Situation.Cover> covering(ErasureRequest request) {
    return requests.covering(request.id(), request.planned().pathUids()).map(Situations::asCover);
  }

  private static Situation.Cover asCover(ErasureRequest cover) {
    boolean confirmed = cover.state().confirmation().isPresent();
    return new Situation.Cover(cover.id(), cover.ended(), confirmed);
  }
}
