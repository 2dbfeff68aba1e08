package io.palimpsest.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KeeperTest {
  private static final Duration LONG = Duration.ofMinutes(2);

  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
  private final List<Duration> pauses = new CopyOnWriteArrayList<>();
  private final List<String> said = new CopyOnWriteArrayList<>();
  private final AtomicInteger starts = new AtomicInteger();
  private final Keeper keeper = new Keeper(said::add, () -> {}, now::get, pauses::add);

  @AfterEach
  void close() {
    keeper.close();
  }

  @Test
  void aPartThatDiesIsStartedAgainAtOnceAndItIsSaid() {
    keeper.died("documents", starts::incrementAndGet, "documents ended with code 137");

    awaitStage(Restarts.Stage.RUNNING);
    await().atMost(LONG).until(() -> said.size() == 2);
    assertThat(said)
        .containsExactly(
            "documents ended with code 137", "documents was started again (restart 1)");
    assertThat(starts).hasValue(1);
    assertThat(pauses).containsExactly(Duration.ZERO);
  }

  @Test
  void aPartThatCannotStartIsTriedWithGrowingPausesAndThenGivenUp() {
    keeper.died("documents", this::refuse, "documents ended");

    awaitStage(Restarts.Stage.GIVEN_UP);
    await().atMost(LONG).until(() -> said.getLast().contains("given up"));
    assertThat(starts).hasValue(Restarts.MOST);
    assertThat(pauses)
        .containsExactly(
            Duration.ZERO,
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Duration.ofSeconds(4),
            Duration.ofSeconds(8));
  }

  @Test
  void aPartThatStartsAndDiesAgainAndAgainIsGivenUpToo() {
    for (int death = 0; death < Restarts.MOST; death++) {
      keeper.died("documents", starts::incrementAndGet, "documents ended");
      awaitStage(Restarts.Stage.RUNNING);
      int started = death + 1;
      await().atMost(LONG).until(() -> starts.get() == started && said.size() == 2 * started);
    }

    keeper.died("documents", starts::incrementAndGet, "documents ended");

    awaitStage(Restarts.Stage.GIVEN_UP);
    assertThat(starts).hasValue(Restarts.MOST);
  }

  @Test
  void whoDiesNowAndThenIsStartedAgainForEver() {
    for (int death = 1; death <= 3 * Restarts.MOST; death++) {
      now.updateAndGet(time -> time.plus(Restarts.WITHIN.dividedBy(2)));
      keeper.died("documents", starts::incrementAndGet, "documents ended");
      int told = 2 * death;
      await().atMost(LONG).until(() -> said.size() == told);
    }

    assertThat(starts).hasValue(3 * Restarts.MOST);
    assertThat(keeper.restarts().get("documents").stage()).isEqualTo(Restarts.Stage.RUNNING);
  }

  @Test
  void aKeeperThatIsClosedStartsNothing() throws Exception {
    CountDownLatch starting = new CountDownLatch(1);
    keeper.died(
        "documents",
        () -> {
          starting.countDown();
          new CountDownLatch(1).await();
        },
        "documents ended");
    starting.await();

    keeper.close();
    keeper.died("ingest", starts::incrementAndGet, "ingest ended");

    assertThat(starts).hasValue(0);
    assertThat(said).last().asString().contains("ingest is not started again");
  }

  private void awaitStage(Restarts.Stage stage) {
    await()
        .atMost(LONG)
        .until(
            () ->
                keeper.restarts().getOrDefault("documents", Restarts.NONE).stage() == stage
                    && keeper.restarts().containsKey("documents"));
  }

  private void refuse() {
    starts.incrementAndGet();
    throw new StackException("documents could not be started");
  }
}
