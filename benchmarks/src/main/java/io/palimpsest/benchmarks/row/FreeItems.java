package io.palimpsest.benchmarks.row;

import io.palimpsest.benchmarks.ground.FreeModel;
import io.palimpsest.benchmarks.ground.Ground;
import io.palimpsest.benchmarks.ground.IndexSide;
import io.palimpsest.benchmarks.ground.PlainIndex;
import io.palimpsest.benchmarks.ground.ProcessorTime;
import io.palimpsest.benchmarks.measure.Goal;
import io.palimpsest.benchmarks.measure.Rounds;
import io.palimpsest.benchmarks.measure.Row;
import io.palimpsest.benchmarks.measure.Sample;
import io.palimpsest.benchmarks.measure.Variant;
import java.time.Duration;
import java.util.List;

/** What everything but the model costs. */
final class FreeItems implements Benchmark {
  private static final int PER_REQUEST = 100;

  @Override
  public String name() {
    return "free-items";
  }

  @Override
  public List<String> goals() {
    return List.of("Q5");
  }

  @Override
  public List<Row> run(Ground ground, Size size) throws Exception {
    Items items = new Items();
    List<float[]> vectors = items.texts(size.items()).stream().map(FreeModel::vector).toList();
    ProcessorTime used = new ProcessorTime(ground.stack());
    try (PlainIndex index = ground.plainIndex();
        IndexSide side = IndexSide.start(ground, new FreeModel(Duration.ZERO), 256)) {
      List<Sample> samples =
          Rounds.of(
              size.rounds(),
              List.of(
                  new Variant(
                      "product, event to vector",
                      () -> used.during(size.items(), () -> items.rate(side, size.items()))),
                  new Variant(
                      "SDK, requests of " + PER_REQUEST,
                      () ->
                          Rates.of(
                              vectors.size(),
                              () ->
                                  index.upsert(
                                      name(), NewDocuments.fresh(), vectors, PER_REQUEST)))));
      return List.of(
          Row.ratio(
              "Q5",
              "items with a free model, against raw upserts",
              "items/s",
              samples,
              Goal.atLeast(0.6),
              "384 dimensions; processor time of an item, ms: " + used));
    }
  }
}
