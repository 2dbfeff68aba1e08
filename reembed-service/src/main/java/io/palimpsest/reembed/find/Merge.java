package io.palimpsest.reembed.find;

import io.palimpsest.vectorstore.Metric;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * Makes one list of the namespaces' answers. The same matches give the same list, in whatever order
 * they came: nearest first, ties by id, then by namespace; each (namespace, id) once.
 */
public final class Merge {
  private Merge() {}

  private record Key(String namespace, String id) {}

  /** The best of the matches that reach the score. */
  public static List<Found> best(
      List<Reply> outcomes, Metric metric, OptionalDouble minScore, int count) {
    Map<Key, Found> unique = new LinkedHashMap<>();
    found(outcomes)
        .filter(one -> reaches(one, metric, minScore))
        .sorted(order(metric))
        .forEach(one -> unique.putIfAbsent(new Key(one.place().name(), one.match().id()), one));
    return unique.values().stream().limit(count).toList();
  }

  private static Stream<Found> found(List<Reply> outcomes) {
    return outcomes.stream()
        .flatMap(
            outcome ->
                switch (outcome) {
                  case Reply.Answered answered -> answered.found().stream();
                  case Reply.Failed failed -> Stream.empty();
                });
  }

  private static boolean reaches(Found found, Metric metric, OptionalDouble minScore) {
    return minScore.isEmpty() || metric.reaches(found.match().score(), minScore.getAsDouble());
  }

  private static Comparator<Found> order(Metric metric) {
    return Comparator.<Found, Float>comparing(one -> one.match().score(), metric.nearestFirst())
        .thenComparing(one -> one.match().id())
        .thenComparing(one -> one.place().name());
  }
}
