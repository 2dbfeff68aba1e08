package io.palimpsest.reembed.find;

import java.util.List;

/**
 * Matches in their final order.
 *
 * @param ranker what ordered them: {@code vector}, the name of a ranker, or {@code vector} with the
 *     reason why the ranker did not, such as {@code vector:rerank_timeout}
 * @param matches best first
 */
public record Ranking(String ranker, List<Ranked> matches) {
  static final String VECTOR = "vector";

  /** Copies the list. */
  public Ranking {
    matches = List.copyOf(matches);
  }

  /**
   * One match with the score that ordered it.
   *
   * @param found the match
   * @param score the ranker's score
   */
  public record Ranked(Found found, double score) {}

  /** The order that the store gave. */
  public static Ranking byVector(List<Found> matches) {
    return byVector(VECTOR, matches);
  }

  static Ranking byVector(String ranker, List<Found> matches) {
    return new Ranking(
        ranker, matches.stream().map(one -> new Ranked(one, one.match().score())).toList());
  }
}
