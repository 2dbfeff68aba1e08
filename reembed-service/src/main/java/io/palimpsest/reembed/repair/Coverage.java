package io.palimpsest.reembed.repair;

import java.util.List;
import java.util.UUID;

/** Takes how much of what the ledger says the store bears out. */
@FunctionalInterface
public interface Coverage {
  /**
   * A namespace was compared. May be told twice, when a reconcile was interrupted right after it.
   *
   * @throws RuntimeException when it could not be taken: it is told again
   */
  void measured(Measure measure);

  /**
   * What was found of one namespace, before any repair.
   *
   * @param job the reconcile
   * @param uids uids of the scopes that it is of, outermost first
   * @param target name of the target
   * @param expected vectors that the ledger names
   * @param drifted how many of them are not as they should be
   */
  record Measure(UUID job, List<UUID> uids, String target, long expected, long drifted) {
    private static final double ALL = 100;

    /** Copies the uids. */
    public Measure {
      uids = List.copyOf(uids);
    }

    /** Part of the vectors that are as they should be, of a hundred; 100 where there are none. */
    public double percent() {
      return expected == 0 ? ALL : ALL * Math.max(0, expected - drifted) / expected;
    }
  }

  /** Tells both, the other one after this one. */
  default Coverage and(Coverage other) {
    return measure -> {
      measured(measure);
      other.measured(measure);
    };
  }
}
