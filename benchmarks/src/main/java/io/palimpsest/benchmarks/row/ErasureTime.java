package io.palimpsest.benchmarks.row;

import io.palimpsest.benchmarks.ground.Ground;
import io.palimpsest.benchmarks.ground.Owner;
import io.palimpsest.benchmarks.ground.PlainIndex;
import io.palimpsest.benchmarks.ground.VectorTasks;
import io.palimpsest.benchmarks.measure.Goal;
import io.palimpsest.benchmarks.measure.Rounds;
import io.palimpsest.benchmarks.measure.Row;
import io.palimpsest.benchmarks.measure.Sample;
import io.palimpsest.benchmarks.measure.Variant;
import io.palimpsest.local.stack.Part;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * From the request to the confirmation that a creator is erased, on the whole product, with writers
 * that go on; and from the task of the vectors' participant alone to its receipt, for namespaces of
 * very different sizes. The vectors are put into the store past the product: they are many, and
 * what they are does not matter.
 */
final class ErasureTime implements Benchmark {
  private static final int TWINS = 27;
  private static final int WRITERS = 3;
  private static final int DIMENSION = 384;
  private static final int PER_REQUEST = 250;

  /** Of the participant alone: few, because each may hold very many vectors. */
  private static final int DROPPED = 3;

  private final Random random = new Random(7);

  @Override
  public String name() {
    return "erasure";
  }

  @Override
  public List<String> goals() {
    return List.of("Q7");
  }

  @Override
  public List<Row> run(Ground ground, Size size) throws Exception {
    ground.stack().add(Part.GATEWAY, Part.INGEST, Part.REEMBED, Part.ERASURE);
    try (PlainIndex index = ground.plainIndex();
        VectorTasks tasks = VectorTasks.open(ground)) {
      List<Sample> samples =
          Rounds.of(
              size.rounds(),
              List.of(
                  new Variant(
                      "%,d vectors each".formatted(size.manyVectors()),
                      () -> seconds(ground, index, size.manyVectors())),
                  new Variant(
                      "%,d vectors each".formatted(size.fewVectors()),
                      () -> seconds(ground, index, size.fewVectors()))));
      List<Sample> drops =
          Rounds.of(
              size.rounds(),
              List.of(
                  new Variant(
                      "%,d vectors each".formatted(size.mostVectors()),
                      () -> secondsANamespace(tasks, index, size.mostVectors())),
                  new Variant(
                      "%,d vectors each".formatted(size.fewVectors()),
                      () -> secondsANamespace(tasks, index, size.fewVectors()))));
      return List.of(
          Row.figure(
              "Q7",
              "%d twins erased and confirmed, %d writers live".formatted(TWINS, WRITERS),
              "s",
              samples.get(1),
              Goal.atMost(2),
              ""),
          Row.ratio("Q7", "the same with more vectors", "s", samples, Goal.atMost(1.3), ""),
          Row.ratio(
              "Q7",
              "the vectors' participant alone, a namespace dropped",
              "s",
              drops,
              Goal.atMost(1.3),
              ""));
    } finally {
      for (Part service : List.of(Part.GATEWAY, Part.INGEST, Part.REEMBED, Part.ERASURE)) {
        ground.stack().process(service).end();
      }
    }
  }

  private double seconds(Ground ground, PlainIndex index, int vectors) throws Exception {
    try (Owner owner = Owner.register(ground, TWINS)) {
      List<float[]> seeds = IntStream.range(0, vectors).mapToObj(any -> vector()).toList();
      owner.namespaces().forEach(namespace -> index.upsert(namespace, "seed", seeds, PER_REQUEST));
      index.requireVisible(owner.namespaces(), vectors);
      return owner.erase(WRITERS);
    }
  }

  private double secondsANamespace(VectorTasks tasks, PlainIndex index, int vectors)
      throws InterruptedException {
    List<float[]> seeds = IntStream.range(0, vectors).mapToObj(any -> vector()).toList();
    List<String> names =
        IntStream.range(0, DROPPED).mapToObj(any -> "bench-" + UUID.randomUUID()).toList();
    names.forEach(name -> index.upsert(name, "seed", seeds, PER_REQUEST));
    index.requireVisible(names, vectors);
    return tasks.drop(names, (long) DROPPED * vectors) / DROPPED;
  }

  private float[] vector() {
    float[] values = new float[DIMENSION];
    for (int at = 0; at < DIMENSION; at++) {
      values[at] = (float) random.nextGaussian();
    }
    return values;
  }
}
