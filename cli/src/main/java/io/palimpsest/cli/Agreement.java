package io.palimpsest.cli;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * How well answers agree with those that were given before, question by question. Equal scores are
 * ties: whoever scores as the last of the nearest is as good as they.
 */
final class Agreement {
  private static final double TWENTIETH = 0.05;
  private final List<Double> recalls = new ArrayList<>();
  private final List<Double> correlations = new ArrayList<>();

  /**
   * Adds a question.
   *
   * @param nearest what was answered before, with scores; ties of the last are there
   * @param wanted how many of them an answer is to hold, at least 1
   * @param answered what is answered now, with scores
   */
  void add(Map<String, Double> nearest, int wanted, Map<String, Double> answered) {
    List<String> both = answered.keySet().stream().filter(nearest::containsKey).toList();
    recalls.add((double) both.size() / wanted);
    rankCorrelation(both, nearest, answered).ifPresent(correlations::add);
  }

  int questions() {
    return recalls.size();
  }

  /** Mean share of the nearest that are among the answers. */
  double mean() {
    return recalls.stream().mapToDouble(Double::doubleValue).average().orElse(1);
  }

  double median() {
    List<Double> sorted = sorted();
    int half = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(half)
        : (sorted.get(half - 1) + sorted.get(half)) / 2;
  }

  /** The recall that a twentieth of the questions stay below: the nearest rank. */
  double p5() {
    List<Double> sorted = sorted();
    return sorted.get((int) Math.ceil(TWENTIETH * sorted.size()) - 1);
  }

  /** Mean of the questions' rank correlations; empty when no two answers could be compared. */
  OptionalDouble rankCorrelation() {
    return correlations.stream().mapToDouble(Double::doubleValue).average();
  }

  private List<Double> sorted() {
    List<Double> sorted = new ArrayList<>(recalls);
    Collections.sort(sorted);
    return sorted;
  }

  /**
   * Kendall's tau-b of two orders of the same ids (M. G. Kendall, The Treatment of Ties in Ranking
   * Problems, Biometrika 33, 1945). Empty when one of them has no order: all are ties.
   */
  private static OptionalDouble rankCorrelation(
      List<String> ids, Map<String, Double> before, Map<String, Double> now) {
    long agree = 0;
    long ordered = 0;
    long orderedNow = 0;
    for (int one = 0; one < ids.size(); one++) {
      for (int other = one + 1; other < ids.size(); other++) {
        int was = order(before, ids.get(one), ids.get(other));
        int is = order(now, ids.get(one), ids.get(other));
        agree += (long) was * is;
        ordered += was == 0 ? 0 : 1;
        orderedNow += is == 0 ? 0 : 1;
      }
    }
    return ordered == 0 || orderedNow == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(agree / Math.sqrt((double) ordered * orderedNow));
  }

  /** Scores are compared as the index keeps them, in single precision. */
  private static int order(Map<String, Double> scores, String one, String other) {
    return Float.compare(score(scores, one), score(scores, other));
  }

  private static float score(Map<String, Double> scores, String id) {
    return requireNonNull(scores.get(id)).floatValue();
  }
}
