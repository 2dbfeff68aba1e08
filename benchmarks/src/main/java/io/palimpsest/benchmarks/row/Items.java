package io.palimpsest.benchmarks.row;

import io.palimpsest.benchmarks.ground.Corpus;
import io.palimpsest.benchmarks.ground.Creator;
import io.palimpsest.benchmarks.ground.IndexSide;
import java.util.ArrayList;
import java.util.List;

/** Texts of one chunk each, spread over tenants as the work of a day is. */
final class Items {
  private static final int TENANTS = 20;
  private final Corpus corpus = new Corpus(5);
  private final List<Creator> creators = new ArrayList<>();
  private int announced;

  /**
   * Items a second through the product; all texts are new, all tenants known: their namespaces are
   * made in the round that is not counted. One side at most.
   */
  double rate(IndexSide side, int count) {
    while (creators.size() < TENANTS) {
      creators.add(side.creator());
    }
    List<String> texts = corpus.documents(count / TENANTS, 2);
    int from = announced;
    announced += texts.size();
    int all = texts.size() * TENANTS;
    return all
        / side.seconds(all, () -> creators.forEach(creator -> creator.announce(from, texts, 1)));
  }

  List<String> texts(int count) {
    return corpus.documents(count, 2);
  }
}
