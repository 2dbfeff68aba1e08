package io.palimpsest.reembed.embed;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.fencing.Deadline;
import io.palimpsest.reembed.change.Entity;
import io.palimpsest.reembed.change.Lane;
import io.palimpsest.reembed.embed.EmbedStage.CallRules;
import io.palimpsest.tenancy.CreatorId;
import io.palimpsest.tenancy.SourceId;
import io.palimpsest.tenancy.TwinId;
import io.palimpsest.vectorstore.Ownership;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class EmbedStageTest {
  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch answer = new CountDownLatch(1);
  private final EmbedStage stage =
      EmbedStage.over(
          new Remembering(),
          new CallRules(1, Duration.ofMillis(500), Duration.ofSeconds(90), 100, 1_000),
          256);

  @Test
  void whatIsRememberedDoesNotWaitForTheModel() throws Exception {
    FutureTask<List<float[]>> slow =
        new FutureTask<>(() -> stage.embed(Lane.LIVE, List.of(passage("new"))));
    Thread.ofPlatform().daemon().start(slow);
    assertThat(asked.await(90, TimeUnit.SECONDS)).isTrue();

    assertThat(stage.embed(Lane.LIVE, List.of(passage("known")))).hasSize(1);
    assertThat(slow.isDone()).isFalse();

    answer.countDown();
    assertThat(slow.get(90, TimeUnit.SECONDS)).hasSize(1);
  }

  private static Passage passage(String text) {
    return new Passage(
        new Entity(
            new Ownership.OfSource(
                new CreatorId("someone"),
                new TwinId("coach"),
                new SourceId("source"),
                UUID.randomUUID(),
                UUID.randomUUID(),
                UUID.randomUUID())),
        text,
        text,
        10);
  }

  private static final List<float[]> VECTOR = List.of(new float[] {1});

  /** Knows one text; for any other the model takes until it is let go. */
  private final class Remembering implements Embedder {
    @Override
    public ModelInfo model() {
      return new ModelInfo("slow", 1, 256);
    }

    @Override
    public List<float[]> embed(List<Passage> passages, Deadline deadline) {
      asked.countDown();
      try {
        assertThat(answer.await(90, TimeUnit.SECONDS)).isTrue();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      return VECTOR;
    }

    @Override
    public List<float[]> embed(List<Passage> passages, Turn turn) throws InterruptedException {
      return passages.getFirst().text().equals("known") ? VECTOR : turn.take(this, passages);
    }
  }
}
