package io.palimpsest.reembed.repair;

import io.palimpsest.reembed.fence.Admissions;
import io.palimpsest.reembed.ledger.IntentWatch;

/**
 * A namespace in one target, with those who compare and repair it there.
 *
 * @param home the namespace
 * @param at the target
 */
record Spot(Home home, Part at) {
  /** The work on one target. */
  record Part(ComparedTarget target, Orphans orphans, Rows rows, Repairs repairs) {
    static Part of(Repairable side, Admissions admissions, IntentWatch watch) {
      return new Part(
          side.target(),
          new Orphans(side.target()),
          new Rows(side.target(), admissions.waitForIntent()),
          new Repairs(side, admissions, watch));
    }
  }

  /** Orders them: a namespace, target by target, then the next one. */
  String name() {
    return home.name() + '@' + at.target().name();
  }
}
