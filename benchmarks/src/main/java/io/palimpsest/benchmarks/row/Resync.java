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

/** All documents again, none of them changed. */
final class Resync implements Benchmark {
  /** So many more than elsewhere, and than the peer gets: else a round is over in no time. */
  private static final int MANY = 5;

  @Override
  public String name() {
    return "resync";
  }

  @Override
  public List<String> goals() {
    return List.of("Q3");
  }

  @Override
  public List<Row> run(Ground ground, Size size) throws Exception {
    List<String> texts = new Corpus(3).documents(MANY * size.documents(), size.sentences());
    List<String> some = texts.subList(0, size.documents() / 2);
    AtomicLong revision = new AtomicLong(1);
    try (RealModel model = new RealModel();
        PlainIndex index = ground.plainIndex();
        IndexSide side = IndexSide.start(ground, model.get(), MiniLmModel.MAX_TOKENS)) {
      Peer peer = new Peer(index);
      Creator creator = side.creator();
      side.seconds(texts.size(), () -> creator.announce(texts, 1));
      double embedded = side.count(IndexMetrics.EMBEDDED);
      double written = side.count(IndexMetrics.WRITTEN);
      List<Sample> samples =
          Rounds.of(
              size.rounds(),
              List.of(
                  new Variant(
                      "product",
                      () ->
                          texts.size()
                              / side.seconds(
                                  texts.size(),
                                  () -> creator.announce(texts, revision.incrementAndGet()))),
                  new Variant(
                      "EmbeddingStoreIngestor",
                      () ->
                          Rates.of(some.size(), () -> peer.ingest("resync", some, model.get())))));
      String note =
          "%.0f embedded, %.0f written by the product"
              .formatted(
                  side.count(IndexMetrics.EMBEDDED) - embedded,
                  side.count(IndexMetrics.WRITTEN) - written);
      return List.of(
          Row.ratio(
              "Q3", "unchanged documents again", "documents/s", samples, Goal.atLeast(50), note));
    }
  }
}
