package io.palimpsest.benchmarks.measure;

import java.util.Arrays;
import java.util.List;

/**
 * Figures of one variant.
 *
 * @param name the variant
 * @param figures one for each round
 */
public record Sample(String name, List<Double> figures) {
  /** At least one figure. */
  public Sample {
    figures = List.copyOf(figures);
    if (figures.isEmpty()) {
      throw new IllegalArgumentException("nothing was measured of " + name);
    }
  }

  /** The least. */
  public double min() {
    return sorted()[0];
  }

  /** The one in the middle, the lower one of two. */
  public double median() {
    return sorted()[(figures.size() - 1) / 2];
  }

  /** The greatest. */
  public double max() {
    return sorted()[figures.size() - 1];
  }

  private double[] sorted() {
    double[] sorted = figures.stream().mapToDouble(Double::doubleValue).toArray();
    Arrays.sort(sorted);
    return sorted;
  }
}
