package io.palimpsest.benchmarks.row;

import io.palimpsest.benchmarks.ground.Agency;
import io.palimpsest.benchmarks.ground.Ground;
import io.palimpsest.benchmarks.ground.ProcessorTime;
import io.palimpsest.benchmarks.measure.Goal;
import io.palimpsest.benchmarks.measure.Rounds;
import io.palimpsest.benchmarks.measure.Row;
import io.palimpsest.benchmarks.measure.Sample;
import io.palimpsest.benchmarks.measure.Variant;
import io.palimpsest.local.stack.Part;
import java.util.List;

/** New items in bulk until the last was acknowledged; their announcements go on meanwhile. */
final class BulkItems implements Benchmark {
  /** A document, a key and a mark are written of each, over HTTP, where the driver writes one. */
  private static final double SHARE = 0.1;

  @Override
  public String name() {
    return "bulk";
  }

  @Override
  public List<String> goals() {
    return List.of("I11");
  }

  @Override
  public List<Row> run(Ground ground, Size size) throws Exception {
    ground.stack().add(Part.INGEST);
    int items = 2 * size.items();
    ProcessorTime used = new ProcessorTime(ground.stack());
    try (Agency agency = Agency.open(ground)) {
      List<Sample> samples =
          Rounds.of(
              size.rounds(),
              List.of(
                  new Variant(
                      "product, bulk over HTTP",
                      () -> used.during(items, () -> agency.bulk(items))),
                  new Variant("driver, inserts of 500", () -> agency.insert(items))));
      return List.of(
          Row.figure(
              "I11",
              "new items accepted in bulk",
              "items/s",
              samples.getFirst(),
              Goal.atLeast(1_000),
              "processor time of an item, ms: " + used),
          Row.ratio(
              "I11",
              "the same, against plain inserts of the same documents",
              "items/s",
              samples,
              Goal.atLeast(SHARE),
              ""));
    } finally {
      ground.stack().process(Part.INGEST).end();
    }
  }
}
