package io.palimpsest.erasure.verify;

import io.palimpsest.erasure.model.Plan;
import io.palimpsest.fencing.Deadline;
import io.palimpsest.fencing.Ticker;
import java.util.List;
import java.util.function.Predicate;

/**
 * One reading of every index for a plan.
 *
 * @param remaining vectors of the scope that were found, in all indexes together
 * @param blind names of the indexes in which the control was not found: of them nothing is known
 * @param endedAt when the reading had ended, on this process's own clock
 */
record Reading(long remaining, List<String> blind, long endedAt) {
  Reading {
    blind = List.copyOf(blind);
  }

  /** Reads the indexes, the control of each before its namespaces. */
  static Reading of(
      VerifierStores stores,
      VerifierSettings settings,
      ControlVector control,
      Predicate<String> lives,
      Plan plan,
      String requestRef) {
    Deadline deadline = Deadline.after(Ticker.system(), settings.deadline());
    String key = VectorCheck.key(plan.scope().type());
    List<String> blind =
        stores.sides().stream()
            .filter(side -> !control.foundBy(side.reader(requestRef), key, deadline))
            .map(IndexSide::name)
            .toList();
    long remaining =
        stores.sides().stream()
            .map(side -> new VectorCheck(side.reader(requestRef), stores.executor(), lives))
            .map(check -> check.counts(plan, deadline))
            .toList()
            .stream()
            .mapToLong(VectorCheck.Counts::join)
            .sum();
    return new Reading(remaining, blind, Ticker.system().nanos());
  }
}
