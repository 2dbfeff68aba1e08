package io.palimpsest.reembed.find;

import java.util.List;

/** Orders matches by how well their texts answer a query. Never throws; thread-safe; blocks. */
public interface Reranker {
  /** Matches that are worth handing over, for an answer of some of them. */
  int candidates(int topK);

  /** The same matches in a new order, or in their old one with the reason. */
  Ranking rank(String query, List<Found> matches);
}
