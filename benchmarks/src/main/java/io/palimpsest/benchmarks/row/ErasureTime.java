package io.palimpsest.benchmarks.row;

import io.palimpsest.benchmarks.ground.Ground;
import io.palimpsest.benchmarks.ground.Owner;
import io.palimpsest.benchmarks.ground.PlainIndex;
import io.palimpsest.benchmarks.measure.Goal;
import io.palimpsest.benchmarks.measure.Rounds;
import io.palimpsest.benchmarks.measure.Row;
import io.palimpsest.benchmarks.measure.Sample;
import io.palimpsest.benchmarks.measure.Variant;
import io.palimpsest.local.stack.Part;
import java.util.List;

/**
 * From the request to the confirmation that a creator is erased, on the whole product, with writers
 * that go on. The vectors are put into the store past the product: they are many, and what they are
 * does not matter.
 */
final class ErasureTime implements Benchmark {
  private static final int TWINS = 27;
  private static final int WRITERS = 3;
  private static final int DIMENSION = 384;
  private static final int PER_REQUEST = 250;

  private final RandomVectors random = new RandomVectors(DIMENSION);

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
    try (PlainIndex index = ground.plainIndex()) {
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
      return List.of(
          Row.figure(
              "Q7",
              "%d twins erased and confirmed, %d writers live".formatted(TWINS, WRITERS),
              "s",
              samples.get(1),
              Goal.atMost(2),
              ""),
          Row.ratio("Q7", "the same with more vectors", "s", samples, Goal.atMost(1.3), ""));
    } finally {
      for (Part service : List.of(Part.GATEWAY, Part.INGEST, Part.REEMBED, Part.ERASURE)) {
        ground.stack().process(service).end();
      }
    }
  }

  private double seconds(Ground ground, PlainIndex index, int vectors) throws Exception {
    try (Owner owner = Owner.register(ground, TWINS)) {
      List<float[]> seeds = random.next(vectors);
      owner.namespaces().forEach(namespace -> index.upsert(namespace, "seed", seeds, PER_REQUEST));
      index.requireVisible(owner.namespaces(), vectors);
      return owner.erase(WRITERS);
    }
  }
}
