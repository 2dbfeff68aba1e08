package io.palimpsest.reembed.reconcile;

import io.palimpsest.reembed.ledger.IntentWatch;
import io.palimpsest.reembed.write.Admissions;

/**
 * A namespace in one target, with those who compare and repair it there.
 *
 * @param home the namespace
 * @param at the target
 */
record Spot(Home home, Part at) {
  /** The work on one target. */
  record Part(Target target, Orphans orphans, Rows rows, Repairs repairs) {
    static Part of(Side side, Admissions admissions, IntentWatch watch) {
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
