package io.palimpsest.benchmarks.row;

import io.palimpsest.benchmarks.ground.FreeModel;
import io.palimpsest.benchmarks.ground.Ground;
import io.palimpsest.benchmarks.ground.IndexSide;
import io.palimpsest.benchmarks.ground.PlainIndex;
import io.palimpsest.benchmarks.measure.Goal;
import io.palimpsest.benchmarks.measure.Rounds;
import io.palimpsest.benchmarks.measure.Row;
import io.palimpsest.benchmarks.measure.Variant;
import io.palimpsest.local.stack.VectorFaults;
import java.time.Duration;
import java.util.List;

/** Many keys over a store that takes 5 ms a call. */
final class SlowStore implements Benchmark {
  private static final String SLOW =
      "{\"fault\":\"delay\",\"operations\":[\"upsert\"],\"millis\":5}";

  @Override
  public String name() {
    return "slow-store";
  }

  @Override
  public List<String> goals() {
    return List.of("Q6");
  }

  @Override
  public List<Row> run(Ground ground, Size size) throws Exception {
    Items items = new Items();
    List<float[]> vectors = items.texts(size.items() / 5).stream().map(FreeModel::vector).toList();
    try (PlainIndex index = ground.plainIndex();
        VectorFaults faults = new VectorFaults(ground.stack());
        IndexSide side = IndexSide.start(ground, new FreeModel(Duration.ZERO), 256)) {
      String fault = faults.inject(SLOW);
      Row row =
          Row.ratio(
              "Q6",
              "a store of 5 ms a call, many keys",
              "items/s",
              Rounds.of(
                  size.rounds(),
                  List.of(
                      new Variant("product, event to vector", () -> items.rate(side, size.items())),
                      new Variant(
                          "one record after the other",
                          () ->
                              Rates.of(
                                  vectors.size(),
                                  () -> index.upsert(name(), NewDocuments.fresh(), vectors, 1))))),
              Goal.atLeast(10),
              "");
      if (faults.fired(fault) == 0) {
        throw new IllegalStateException("the store was not slowed down");
      }
      return List.of(row);
    }
  }
}
