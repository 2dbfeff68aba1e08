package io.palimpsest.vectorstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class BatchesTest {
  @Property
  void batches_keep_order_and_limits_and_lose_nothing(
      @ForAll @Size(max = 200) List<@IntRange(min = 0, max = 120) Integer> sizes,
      @ForAll @IntRange(min = 1, max = 20) int items,
      @ForAll @IntRange(min = 1, max = 300) int bytes) {
    List<List<Integer>> batches =
        Batches.of(sizes, new Batches.Limits(items, bytes), Integer::intValue);

    assertThat(batches.stream().flatMap(List::stream).toList()).isEqualTo(sizes);
    assertThat(batches)
        .allSatisfy(
            batch -> {
              assertThat(batch).isNotEmpty().hasSizeLessThanOrEqualTo(items);
              if (batch.size() > 1) {
                assertThat(batch.stream().mapToInt(Integer::intValue).sum())
                    .isLessThanOrEqualTo(bytes);
              }
            });
  }

  @Property
  void no_two_neighbours_would_fit_into_one_request(
      @ForAll @Size(max = 100) List<@IntRange(min = 0, max = 50) Integer> sizes) {
    List<List<Integer>> batches = Batches.of(sizes, new Batches.Limits(10, 100), Integer::intValue);

    for (int at = 1; at < batches.size(); at++) {
      int before = batches.get(at - 1).stream().mapToInt(Integer::intValue).sum();
      boolean full = batches.get(at - 1).size() == 10;
      assertThat(full || before + batches.get(at).getFirst() > 100).isTrue();
    }
  }

  @Test
  void halves_hold_everything_and_are_never_empty_above_one() {
    assertThat(Batches.halves(List.of(1, 2, 3))).containsExactly(List.of(1, 2), List.of(3));
    assertThat(Batches.halves(List.of(1, 2))).containsExactly(List.of(1), List.of(2));
  }

  @Test
  void ids_go_a_thousand_to_a_request() {
    List<String> ids = java.util.stream.IntStream.range(0, 2_001).mapToObj(i -> "v" + i).toList();

    assertThat(Batches.ofIds(ids)).map(List::size).containsExactly(1_000, 1_000, 1);
  }
}
