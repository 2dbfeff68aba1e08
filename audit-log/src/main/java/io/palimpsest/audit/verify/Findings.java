package io.palimpsest.audit.verify;

import io.palimpsest.audit.verify.Finding.Weight;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Collects findings: all are counted, the first of each weight are kept. For one thread. */
final class Findings {
  private static final long KEPT = Report.MOST_FINDINGS;

  private final List<Finding> first = new ArrayList<>();
  private final Map<Weight, Long> counts = new EnumMap<>(Weight.class);

  void broken(String where, String what) {
    add(Weight.BROKEN, where, what);
  }

  void unkept(String where, String what) {
    add(Weight.UNKEPT, where, what);
  }

  void noted(String where, String what) {
    add(Weight.NOTED, where, what);
  }

  List<Finding> first() {
    return List.copyOf(first);
  }

  Map<Weight, Long> counts() {
    return Map.copyOf(counts);
  }

  private void add(Weight weight, String where, String what) {
    if (counts.merge(weight, 1L, Long::sum) <= KEPT) {
      first.add(new Finding(weight, where, what));
    }
  }
}
