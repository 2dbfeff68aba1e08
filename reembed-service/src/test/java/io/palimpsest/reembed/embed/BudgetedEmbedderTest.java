package io.palimpsest.reembed.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.palimpsest.fencing.Deadline;
import io.palimpsest.fencing.Ticker;
import io.palimpsest.reembed.change.SampleEntities;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class BudgetedEmbedderTest {
  private static final Embedder FREE =
      new Embedder() {
        @Override
        public ModelInfo model() {
          return new ModelInfo("free", 1, 10);
        }

        @Override
        public List<float[]> embed(List<Passage> passages, Deadline deadline) {
          return passages.stream().map(passage -> new float[] {1}).toList();
        }
      };

  @Test
  void callsArePacedByTheirNumber() {
    assertThat(time(OptionalInt.of(600), OptionalInt.empty(), 4, 1))
        .isGreaterThan(Duration.ofMillis(280));
  }

  @Test
  void callsArePacedByTheirTokens() {
    assertThat(time(OptionalInt.empty(), OptionalInt.of(60_000), 4, 100))
        .isGreaterThan(Duration.ofMillis(280));
  }

  @Test
  void withoutALimitNothingWaits() {
    assertThat(time(OptionalInt.empty(), OptionalInt.empty(), 4_000, 100))
        .as("at the pace of the other tests it would be ten minutes")
        .isLessThan(Duration.ofMinutes(1));
  }

  @Test
  void aTurnThatComesAfterTheDeadlineIsNotWaitedFor() {
    Embedder paced = new BudgetedEmbedder(FREE, OptionalInt.empty(), OptionalInt.of(60));
    paced.embed(passages(600), within(Duration.ofSeconds(30)));
    EmbeddingException.Unavailable late =
        catchThrowableOfType(
            EmbeddingException.Unavailable.class,
            () -> paced.embed(passages(1), within(Duration.ofSeconds(30))));
    assertThat(late.reason()).isEqualTo("embedding.over_budget");
    assertThat(late.retryAfter())
        .as("time that is left of the deadline")
        .hasValueSatisfying(left -> assertThat(left).isLessThan(Duration.ofSeconds(30)));
  }

  @Test
  void aCallOfMoreTokensThanAMinuteHasGetsItsTurn() {
    Embedder paced = new BudgetedEmbedder(FREE, OptionalInt.empty(), OptionalInt.of(60));
    assertThat(paced.embed(passages(600), within(Duration.ofSeconds(30)))).hasSize(1);
  }

  private static Deadline within(Duration span) {
    return Deadline.after(Ticker.system(), span);
  }

  private static List<Passage> passages(int tokens) {
    return List.of(new Passage(SampleEntities.source(), "text", "hash", tokens));
  }

  private static Duration time(OptionalInt requests, OptionalInt tokens, int calls, int size) {
    Embedder paced = new BudgetedEmbedder(FREE, requests, tokens);
    long began = System.nanoTime();
    for (int call = 0; call < calls; call++) {
      paced.embed(passages(size), within(Duration.ofMinutes(1)));
    }
    return Duration.ofNanos(System.nanoTime() - began);
  }
}
