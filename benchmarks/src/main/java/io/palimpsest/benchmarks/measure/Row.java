package io.palimpsest.benchmarks.measure;

import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * A measured comparison: of the first sample to the second, or of one sample to its goal.
 *
 * @param id of the goal, such as {@code Q1}
 * @param what what was measured
 * @param unit of the figures
 * @param samples what was measured; the product first
 * @param ratios of each round, or the figures themselves when nothing is compared
 * @param goal what the ratio should reach
 * @param note what else was seen, such as counts from metrics
 */
public record Row(
    String id,
    String what,
    String unit,
    List<Sample> samples,
    List<Double> ratios,
    Goal goal,
    String note) {

  /** Copies the lists. */
  public Row {
    samples = List.copyOf(samples);
    ratios = List.copyOf(ratios);
  }

  /** Compares two samples round by round: figures of the first, divided by those of the second. */
  public static Row ratio(
      String id, String what, String unit, List<Sample> samples, Goal goal, String note) {
    List<Double> first = samples.get(0).figures();
    List<Double> second = samples.get(1).figures();
    List<Double> ratios =
        IntStream.range(0, first.size()).mapToObj(at -> first.get(at) / second.get(at)).toList();
    return new Row(id, what, unit, samples, ratios, goal, note);
  }

  /** Holds one sample against its goal. */
  public static Row figure(
      String id, String what, String unit, Sample sample, Goal goal, String note) {
    return new Row(id, what, unit, List.of(sample), sample.figures(), goal, note);
  }

  /** The ratio of the round in the middle. */
  public double ratio() {
    return new Sample(id, ratios).median();
  }

  /** Whether the goal was met. */
  public Verdict verdict() {
    double least = stream().min().orElseThrow();
    double most = stream().max().orElseThrow();
    return goal.atLeast() ? goal.verdict(least, ratio(), most) : goal.verdict(most, ratio(), least);
  }

  private DoubleStream stream() {
    return ratios.stream().mapToDouble(Double::doubleValue);
  }
}
