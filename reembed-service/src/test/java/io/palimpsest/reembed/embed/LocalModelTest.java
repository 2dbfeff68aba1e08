package io.palimpsest.reembed.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.output.Response;
import io.palimpsest.fencing.Deadline;
import io.palimpsest.fencing.DeadlinePassedException;
import io.palimpsest.fencing.Ticker;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LocalModelTest {
  private final ConcurrentLinkedQueue<String> computed = new ConcurrentLinkedQueue<>();
  private final CountDownLatch stuck = new CountDownLatch(1);
  private final LocalModel model =
      new LocalModel(
          texts -> {
            texts.forEach(text -> computed.add(text.text()));
            if (texts.getFirst().text().startsWith("stuck")) {
              awaitEnd();
            }
            return Response.from(List.of(Embedding.from(new float[] {1})));
          },
          "test-model",
          1,
          2);

  @AfterEach
  void end() {
    stuck.countDown();
  }

  @Test
  void aCallEndsWithItsDeadlineWhateverTheModelDoes() {
    assertThatThrownBy(() -> embed(Duration.ofMillis(50), "stuck"))
        .isInstanceOf(DeadlinePassedException.class);
    await()
        .atMost(Duration.ofSeconds(90))
        .untilAsserted(() -> assertThat(computed).containsExactly("stuck"));
  }

  @Test
  void whatTimedOutInTheQueueIsNotComputedAnyMore() {
    CompletableFuture<Void> first = occupied();

    assertThatThrownBy(() -> embed(Duration.ofMillis(50), "late"))
        .isInstanceOf(DeadlinePassedException.class);
    stuck.countDown();
    first.join();
    embed(Duration.ofMinutes(1), "after");

    assertThat(computed).containsExactly("stuck", "after");
  }

  @Test
  void whereThereIsNoRoomACallIsRefusedAtOnceAndLeavesNothingBehind() {
    CompletableFuture<Void> first = occupied();

    assertThatThrownBy(() -> embed(Duration.ofMinutes(1), "a", "b", "c"))
        .isInstanceOf(RejectedExecutionException.class);
    stuck.countDown();
    first.join();
    embed(Duration.ofMinutes(1), "after", "too");

    assertThat(computed).containsExactly("stuck", "after", "too");
  }

  @Test
  void neitherIsTheFaultOfAText() {
    assertThat(reason(new DeadlinePassedException())).isEqualTo("embedding.deadline");
    assertThat(reason(new RejectedExecutionException())).isEqualTo("embedding.busy");
    assertThat(ModelFailures.inProcess().of(new IllegalArgumentException()))
        .isInstanceOf(EmbeddingException.Rejected.class);
  }

  private static String reason(RuntimeException failure) {
    EmbeddingException.Unavailable known =
        catchThrowableOfType(
            EmbeddingException.Unavailable.class,
            () -> {
              throw ModelFailures.inProcess().of(failure);
            });
    return known.reason();
  }

  /** The model's only thread is busy until the end. */
  private CompletableFuture<Void> occupied() {
    CompletableFuture<Void> first =
        CompletableFuture.runAsync(() -> embed(Duration.ofMinutes(1), "stuck"));
    await().atMost(Duration.ofSeconds(90)).until(() -> computed.contains("stuck"));
    return first;
  }

  private void embed(Duration within, String... texts) {
    model
        .until(Deadline.after(Ticker.system(), within))
        .embedAll(List.of(texts).stream().map(TextSegment::from).toList());
  }

  private void awaitEnd() {
    try {
      stuck.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
