package io.palimpsest.reembed.route;

import java.util.Optional;

/** Which changes of stage are allowed. Pure. */
final class Moves {
  private Moves() {}

  /**
   * What stands in the way of a move; empty when nothing does.
   *
   * @param debts changes that the side written second still lacks
   */
  static Optional<String> obstacle(Route route, Stage next, long debts) {
    int step = next.ordinal() - route.stage().ordinal();
    if (route.stage() == Stage.COMPLETE) {
      return Optional.of("route.complete");
    }
    if (step == 0) {
      return Optional.of("route.same_stage");
    }
    if (step > 1) {
      return Optional.of("route.one_step_at_a_time");
    }
    if (step > 0 && next.compareTo(Stage.SHADOW) >= 0 && !route.backfilled()) {
      return Optional.of("route.not_backfilled");
    }
    boolean changesAnswers = next.answers() != route.stage().answers();
    return changesAnswers && debts > 0
        ? Optional.of("route.second_side_lacks_changes")
        : Optional.empty();
  }
}
