package io.palimpsest.reembed.find;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.reembed.search.SampleTenants;
import io.palimpsest.tenancy.CreatorId;
import io.palimpsest.tenancy.Registry;
import io.palimpsest.vectorstore.Match;
import io.palimpsest.vectorstore.Metadata;
import io.palimpsest.vectorstore.Metric;
import io.palimpsest.vectorstore.VectorStoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class MergeTest {
  private static final List<Place> PLACES = places();

  /** A match of a property: which namespace, which id, which score. */
  record Seed(int place, int id, int score) {}

  @Provide
  Arbitrary<List<Seed>> seeds() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 2),
            Arbitraries.integers().between(0, 9),
            Arbitraries.integers().between(-3, 3))
        .as(Seed::new)
        .list()
        .ofMaxSize(60);
  }

  @Property
  void the_order_of_arrival_changes_nothing(
      @ForAll("seeds") List<Seed> seeds,
      @ForAll Metric metric,
      @ForAll @IntRange(min = 1, max = 40) int count,
      @ForAll Random random) {
    List<Reply> outcomes = outcomes(seeds);
    List<Reply> shuffled = new ArrayList<>(outcomes);
    Collections.shuffle(shuffled, random);

    assertThat(Merge.best(shuffled, metric, OptionalDouble.empty(), count))
        .isEqualTo(Merge.best(outcomes, metric, OptionalDouble.empty(), count));
  }

  @Property
  void the_best_stay_once_each_and_nothing_better_is_left_out(
      @ForAll("seeds") List<Seed> seeds,
      @ForAll Metric metric,
      @ForAll @IntRange(min = 1, max = 40) int count) {
    List<Found> best = Merge.best(outcomes(seeds), metric, OptionalDouble.empty(), count);

    Map<String, Float> bestByKey = new HashMap<>();
    for (Seed seed : seeds) {
      bestByKey.merge(
          seed.place() + "/" + seed.id(),
          (float) seed.score(),
          (a, b) -> metric.nearestFirst().compare(a, b) <= 0 ? a : b);
    }
    List<Float> expected =
        bestByKey.values().stream().sorted(metric.nearestFirst()).limit(count).toList();
    assertThat(best).map(found -> found.match().score()).isEqualTo(expected);
    assertThat(best)
        .map(found -> found.place().name() + found.match().id())
        .doesNotHaveDuplicates();
  }

  @Test
  void ties_are_broken_by_id_then_by_namespace() {
    List<Reply> outcomes =
        outcomes(List.of(new Seed(1, 2, 1), new Seed(0, 2, 1), new Seed(2, 1, 1)));

    assertThat(Merge.best(outcomes, Metric.COSINE, OptionalDouble.empty(), 10))
        .map(found -> found.match().id() + "@" + found.place().name())
        .containsExactly("v1@creator_c_twin_t2", "v2@creator_c_twin_t0", "v2@creator_c_twin_t1");
  }

  @Test
  void the_least_score_is_read_in_the_metrics_direction() {
    List<Reply> outcomes = outcomes(List.of(new Seed(0, 1, 1), new Seed(0, 2, 3)));

    assertThat(Merge.best(outcomes, Metric.COSINE, OptionalDouble.of(2), 10))
        .map(found -> found.match().id())
        .containsExactly("v2");
    assertThat(Merge.best(outcomes, Metric.EUCLIDEAN, OptionalDouble.of(2), 10))
        .map(found -> found.match().id())
        .containsExactly("v1");
  }

  @Test
  void a_namespace_that_failed_takes_nothing_from_the_others() {
    List<Reply> outcomes = new ArrayList<>(outcomes(List.of(new Seed(0, 1, 1))));
    outcomes.add(
        new Reply.Failed(
            PLACES.get(1),
            Duration.ZERO,
            new VectorStoreException.Unavailable("query: down", null)));

    assertThat(Merge.best(outcomes, Metric.COSINE, OptionalDouble.empty(), 10)).hasSize(1);
  }

  private static List<Reply> outcomes(List<Seed> seeds) {
    return seeds.stream()
        .map(
            seed -> {
              Place place = PLACES.get(seed.place());
              Match match = new Match("v" + seed.id(), seed.score(), Metadata.empty());
              return (Reply)
                  new Reply.Answered(place, Duration.ZERO, List.of(new Found(place, match)), 0, 0);
            })
        .toList();
  }

  private static List<Place> places() {
    Registry registry = new Registry();
    UUID creator = UUID.randomUUID();
    registry.apply(SampleTenants.creator("c", creator));
    for (int twin = 0; twin < 3; twin++) {
      registry.apply(SampleTenants.twin("c", creator, "t" + twin, UUID.randomUUID()));
    }
    return new Places(registry, uids -> false)
        .everywhere(SampleTenants.readerOf(new CreatorId("c")));
  }
}
