package io.palimpsest.benchmarks.row;

import io.palimpsest.benchmarks.ground.Corpus;
import io.palimpsest.benchmarks.ground.Creator;
import io.palimpsest.benchmarks.ground.Ground;
import io.palimpsest.benchmarks.ground.IndexSide;
import io.palimpsest.benchmarks.ground.Peer;
import io.palimpsest.benchmarks.ground.PlainIndex;
import io.palimpsest.benchmarks.measure.Goal;
import io.palimpsest.benchmarks.measure.Rounds;
import io.palimpsest.benchmarks.measure.Row;
import io.palimpsest.benchmarks.measure.Sample;
import io.palimpsest.benchmarks.measure.Variant;
import io.palimpsest.reembed.app.IndexMetrics;
import io.palimpsest.reembed.embed.MiniLmModel;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** One sentence edited in a document of about 90 chunks. */
final class OneSentence implements Benchmark {
  private static final int SENTENCES = 1_500;

  /** One after the other; a single one is over in no time. */
  private static final int EDITS = 10;

  @Override
  public String name() {
    return "one-sentence";
  }

  @Override
  public List<String> goals() {
    return List.of("Q4");
  }

  @Override
  public List<Row> run(Ground ground, Size size) throws Exception {
    Corpus corpus = new Corpus(4);
    String document = corpus.document(SENTENCES);
    AtomicLong revision = new AtomicLong(1);
    try (RealModel model = new RealModel();
        PlainIndex index = ground.plainIndex();
        IndexSide side = IndexSide.start(ground, model.get(), MiniLmModel.MAX_TOKENS)) {
      Peer peer = new Peer(index);
      Creator creator = side.creator();
      side.seconds(1, () -> creator.announce(List.of(document), 1));
      double embedded = side.count(IndexMetrics.EMBEDDED);
      List<Sample> samples =
          Rounds.of(
              size.rounds(),
              List.of(
                  new Variant(
                      "product, event to vector",
                      () -> {
                        double seconds = 0;
                        for (int edit = 0; edit < EDITS; edit++) {
                          List<String> edited = List.of(corpus.edited(document));
                          seconds +=
                              side.seconds(
                                  1, () -> creator.announce(edited, revision.incrementAndGet()));
                        }
                        return EDITS / seconds;
                      }),
                  new Variant(
                      "EmbeddingStoreIngestor",
                      () ->
                          Rates.of(
                              1,
                              () ->
                                  peer.ingest(
                                      "edit", List.of(corpus.edited(document)), model.get())))));
      String note =
          "%d chunks; %.0f embedded by the product in %d edits"
              .formatted(
                  peer.chunks(document).size(),
                  side.count(IndexMetrics.EMBEDDED) - embedded,
                  EDITS * (size.rounds() + 1));
      return List.of(
          Row.ratio("Q4", "one sentence edited", "edits/s", samples, Goal.atLeast(20), note));
    }
  }
}
