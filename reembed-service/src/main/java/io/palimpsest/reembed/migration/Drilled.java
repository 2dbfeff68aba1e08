package io.palimpsest.reembed.migration;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * How a drill ended: deletions of a synthetic creator, tried by an operator (M24).
 *
 * @param at when
 * @param by who tried
 * @param tests the four tests by name, each PASS, SLOW or FAIL
 */
record Drilled(Instant at, String by, Map<String, String> tests) {
  private static final Set<String> TESTS =
      Set.of("twin_deletion", "creator_deletion", "gdpr_compliance", "query_performance");
  private static final Set<String> VERDICTS = Set.of("PASS", "SLOW", "FAIL");

  /** Copies the map; refuses other tests and other verdicts. */
  Drilled {
    tests = Map.copyOf(new TreeMap<>(tests));
    if (!TESTS.containsAll(tests.keySet()) || !VERDICTS.containsAll(tests.values())) {
      throw new RefusedStepException("drill.results");
    }
  }
}
