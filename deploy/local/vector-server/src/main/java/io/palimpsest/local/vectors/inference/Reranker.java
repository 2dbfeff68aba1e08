package io.palimpsest.local.vectors.inference;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * For tests: the score is the share of the query's words that the text has, so that the order is
 * always the same and can be foretold.
 */
final class Reranker {
  private Reranker() {}

  static double score(String query, String text) {
    List<String> wanted = Words.of(query);
    if (wanted.isEmpty()) {
      return 0;
    }
    Set<String> present = new HashSet<>(Words.of(text));
    return (double) wanted.stream().filter(present::contains).count() / wanted.size();
  }
}
