package io.palimpsest.benchmarks.row;

import io.palimpsest.benchmarks.ground.Corpus;
import io.palimpsest.benchmarks.ground.Ground;
import io.palimpsest.benchmarks.ground.IndexSide;
import io.palimpsest.benchmarks.ground.Peer;
import io.palimpsest.benchmarks.ground.PlainIndex;
import io.palimpsest.benchmarks.measure.Goal;
import io.palimpsest.benchmarks.measure.Rounds;
import io.palimpsest.benchmarks.measure.Row;
import io.palimpsest.benchmarks.measure.Sample;
import io.palimpsest.benchmarks.measure.Variant;
import io.palimpsest.reembed.embed.MiniLmModel;
import java.util.List;
import java.util.UUID;

/** New documents, from event to vector, with the model in this process. */
final class NewDocuments implements Benchmark {
  @Override
  public String name() {
    return "new-documents";
  }

  @Override
  public List<String> goals() {
    return List.of("Q1", "Q2");
  }

  @Override
  public List<Row> run(Ground ground, Size size) throws Exception {
    List<String> texts = new Corpus(1).documents(size.documents(), size.sentences());
    try (RealModel model = new RealModel();
        PlainIndex index = ground.plainIndex();
        IndexSide side = IndexSide.start(ground, model.get(), MiniLmModel.MAX_TOKENS)) {
      Peer peer = new Peer(index);
      List<Sample> samples =
          Rounds.of(
              size.rounds(),
              List.of(
                  new Variant(
                      "product, event to vector",
                      () ->
                          texts.size()
                              / side.seconds(
                                  texts.size(), () -> side.creator().announce(texts, 1))),
                  new Variant(
                      "plain loop",
                      () -> Rates.of(texts.size(), () -> peer.loop(fresh(), texts, model.get()))),
                  new Variant(
                      "EmbeddingStoreIngestor",
                      () ->
                          Rates.of(texts.size(), () -> peer.ingest(fresh(), texts, model.get())))));
      return List.of(
          Row.ratio(
              "Q1",
              "new documents, against a plain loop",
              "documents/s",
              samples.subList(0, 2),
              Goal.atLeast(0.9),
              ""),
          Row.ratio(
              "Q2",
              "new documents, against an ingestor",
              "documents/s",
              List.of(samples.get(0), samples.get(2)),
              Goal.atLeast(1.0),
              ""));
    }
  }

  static String fresh() {
    return "peer-" + UUID.randomUUID();
  }
}
