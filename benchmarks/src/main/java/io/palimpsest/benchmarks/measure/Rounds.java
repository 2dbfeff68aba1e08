package io.palimpsest.benchmarks.measure;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Measures variants in turns, so that whatever else the machine does befalls all of them. */
public final class Rounds {
  private Rounds() {}

  /**
   * Every second round goes backwards. One round before the first warms up and is not counted.
   *
   * @throws Exception of the first variant that fails: then nothing was measured
   */
  public static List<Sample> of(int rounds, List<Variant> variants) throws Exception {
    Map<String, List<Double>> figures = new LinkedHashMap<>();
    for (Variant variant : variants) {
      variant.figure().call();
      figures.put(variant.name(), new ArrayList<>());
    }
    for (int round = 0; round < rounds; round++) {
      List<Variant> order = new ArrayList<>(variants);
      if (round % 2 == 1) {
        Collections.reverse(order);
      }
      for (Variant variant : order) {
        figures
            .computeIfAbsent(variant.name(), n -> new ArrayList<>())
            .add(variant.figure().call());
      }
    }
    return figures.entrySet().stream()
        .map(entry -> new Sample(entry.getKey(), entry.getValue()))
        .toList();
  }
}
