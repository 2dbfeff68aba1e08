package io.palimpsest.reembed.migration;

import io.palimpsest.reembed.fence.Admissions;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Which twin is due when twins are moved as they are touched: one of which a change was accepted
 * here, and that is still answered from the old side. One that cannot be moved as it is, for
 * vectors were rejected or differ, waits for a person. Calls block and throw what the stores throw.
 */
final class Touched {
  private static final int ANY = 1;
  private final Plans plans;
  private final Moves moves;
  private final Home home;
  private final Switching switching;
  private final Admissions admissions;

  Touched(Plans plans, Moves moves, Home home, Switching switching, Admissions admissions) {
    this.plans = plans;
    this.moves = moves;
    this.home = home;
    this.switching = switching;
    this.admissions = admissions;
  }

  /** The plan under way, if its twins are moved as they are touched. */
  Optional<Plans.Accepted> plan() {
    return plans.active().filter(Plans.Accepted::touched);
  }

  /** The next twin that is due; empty when nobody is, or the plan is moved otherwise. */
  Optional<MoveState> next() {
    return plan().stream()
        .flatMap(plan -> moves.of(plan.hash()).stream())
        .filter(Predicate.not(Touched::isHeld))
        .filter(one -> !switching.stage(one.move()).newAnswers())
        .filter(one -> !admissions.anyFenced(one.move().uids()))
        .filter(this::isTouched)
        .findFirst();
  }

  private static boolean isHeld(MoveState state) {
    return state.copied().rejected() > 0
        || state.verified().filter(seen -> !seen.passed()).isPresent();
  }

  /** Rows are of what was submitted here; what was copied has none. */
  private boolean isTouched(MoveState state) {
    return !home.rows().page(home.target(), state.move().target(), Optional.empty(), ANY).isEmpty();
  }
}
