package io.palimpsest.benchmarks.row;

import io.palimpsest.benchmarks.ground.Corpus;
import io.palimpsest.benchmarks.ground.FreeModel;
import io.palimpsest.benchmarks.ground.Ground;
import io.palimpsest.benchmarks.ground.IndexSide;
import io.palimpsest.benchmarks.ground.Peer;
import io.palimpsest.benchmarks.ground.PlainIndex;
import io.palimpsest.benchmarks.measure.Goal;
import io.palimpsest.benchmarks.measure.Rounds;
import io.palimpsest.benchmarks.measure.Row;
import io.palimpsest.benchmarks.measure.Variant;
import java.time.Duration;
import java.util.List;

/** New documents with a model that takes 50 ms a call, however many texts it is given. */
final class RemoteModel implements Benchmark {
  private static final FreeModel MODEL = new FreeModel(Duration.ofMillis(50));

  @Override
  public String name() {
    return "remote-model";
  }

  @Override
  public List<String> goals() {
    return List.of("Q2");
  }

  @Override
  public List<Row> run(Ground ground, Size size) throws Exception {
    List<String> texts = new Corpus(2).documents(size.documents(), size.sentences());
    try (PlainIndex index = ground.plainIndex();
        IndexSide side = IndexSide.start(ground, MODEL, 256)) {
      Peer peer = new Peer(index);
      return List.of(
          Row.ratio(
              "Q2",
              "the same, remote model of 50 ms a call",
              "documents/s",
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
                          "EmbeddingStoreIngestor",
                          () ->
                              Rates.of(
                                  texts.size(),
                                  () -> peer.ingest(NewDocuments.fresh(), texts, MODEL))))),
              Goal.atLeast(1.3),
              "the ingestor gets one document at a time, as changes come"));
    }
  }
}
