package io.palimpsest.benchmarks.row;

import io.palimpsest.benchmarks.ground.Ground;
import io.palimpsest.benchmarks.ground.VectorTasks;
import io.palimpsest.benchmarks.measure.Goal;
import io.palimpsest.benchmarks.measure.Rounds;
import io.palimpsest.benchmarks.measure.Row;
import io.palimpsest.benchmarks.measure.Sample;
import io.palimpsest.benchmarks.measure.Variant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * From the task of the vectors' participant to its receipt, the participant alone, for namespaces
 * of very different sizes. Vectors are short, because they are very many.
 */
final class DroppedNamespaces implements Benchmark {
  private static final int NAMESPACES = 27;
  private static final int DIMENSION = 8;

  private final RandomVectors random = new RandomVectors(DIMENSION);

  @Override
  public String name() {
    return "namespaces";
  }

  @Override
  public List<String> goals() {
    return List.of("Q7");
  }

  @Override
  public List<Row> run(Ground ground, Size size) throws Exception {
    try (VectorTasks tasks = VectorTasks.open(ground, DIMENSION)) {
      List<Sample> samples =
          Rounds.of(
              size.rounds(),
              List.of(
                  new Variant(
                      "%,d vectors each".formatted(size.mostVectors()),
                      () -> seconds(tasks, size.mostVectors())),
                  new Variant(
                      "%,d vectors each".formatted(size.fewVectors()),
                      () -> seconds(tasks, size.fewVectors()))));
      return List.of(
          Row.ratio(
              "Q7",
              "the vectors' participant alone, %d namespaces dropped".formatted(NAMESPACES),
              "s",
              samples,
              Goal.atMost(1.3),
              ""));
    }
  }

  private double seconds(VectorTasks tasks, int vectors) throws InterruptedException {
    List<float[]> seeds = random.next(vectors);
    List<String> names =
        IntStream.range(0, NAMESPACES).mapToObj(any -> "bench-" + UUID.randomUUID()).toList();
    tasks.seed(names, seeds);
    return tasks.drop(names, (long) NAMESPACES * vectors);
  }
}
