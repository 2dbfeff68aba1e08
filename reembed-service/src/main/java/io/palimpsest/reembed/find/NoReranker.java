package io.palimpsest.reembed.find;

import java.util.List;

/** No ranker is configured: the order of the store stays, and the answer says so. */
final class NoReranker implements Reranker {
  @Override
  public int candidates(int topK) {
    return topK;
  }

  @Override
  public Ranking rank(String query, List<Found> matches) {
    return Ranking.byVector("vector:rerank_not_configured", matches);
  }
}
