package io.palimpsest.benchmarks.row;

import io.palimpsest.benchmarks.ground.FreeModel;
import io.palimpsest.benchmarks.ground.Ground;
import io.palimpsest.benchmarks.ground.IndexSide;
import io.palimpsest.benchmarks.measure.Goal;
import io.palimpsest.benchmarks.measure.Row;
import io.palimpsest.benchmarks.measure.Sample;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;

/** Heap that is left when work is over, as work grows tenfold. */
final class FlatMemory implements Benchmark {
  private static final double MEGABYTE = 1024.0 * 1024;
  private static final int COLLECTIONS = 4;

  @Override
  public String name() {
    return "memory";
  }

  @Override
  public List<String> goals() {
    return List.of("Q9");
  }

  @Override
  public List<Row> run(Ground ground, Size size) throws Exception {
    Items items = new Items();
    int few = size.items();
    try (IndexSide side = IndexSide.start(ground, new FreeModel(Duration.ZERO), 256)) {
      items.rate(side, few);
      items.rate(side, few);
      double after = heap();
      // One burst after the other: a longer one would fill the producer's pool, which it keeps.
      for (int burst = 0; burst < 10; burst++) {
        items.rate(side, few);
      }
      double afterTenfold = heap();
      return List.of(
          Row.ratio(
              "Q9",
              "heap after ten times the work",
              "MB",
              List.of(
                  new Sample("after %d more items".formatted(10 * few), List.of(afterTenfold)),
                  new Sample("after %d items".formatted(2 * few), List.of(after))),
              Goal.atMost(1.1),
              "one round; of the whole process that measures"));
    }
  }

  /** What survives: the serial collector leaves dead objects in place but for every fourth time. */
  private static double heap() {
    for (int collection = 0; collection < COLLECTIONS; collection++) {
      System.gc();
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / MEGABYTE;
  }
}
