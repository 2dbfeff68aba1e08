package io.palimpsest.erasure.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SessionThreadTest {
  private final AtomicInteger steps = new AtomicInteger();
  private final AtomicInteger sessions = new AtomicInteger();
  private final AtomicInteger faults = new AtomicInteger();
  private final CountDownLatch stopped = new CountDownLatch(1);
  private volatile @Nullable Throwable next;
  private @Nullable SessionThread thread;

  @AfterEach
  void stop() throws InterruptedException {
    thread.stop();
  }

  @Test
  void anErrorIsAnObstacleUntilALaterSessionHasComeThroughAStep() {
    start(Step::new);
    await().atMost(Duration.ofSeconds(90)).until(() -> steps.get() > 0);
    assertThat(thread.obstacle()).isEmpty();

    next = new NoClassDefFoundError("gone");
    await()
        .atMost(Duration.ofSeconds(90))
        .untilAsserted(() -> assertThat(thread.obstacle()).contains("NoClassDefFoundError"));

    next = null;
    await()
        .atMost(Duration.ofSeconds(90))
        .untilAsserted(() -> assertThat(thread.obstacle()).isEmpty());
    assertThat(sessions.get()).isGreaterThan(1);
    assertThat(faults).hasValue(0);
  }

  @Test
  void anErrorWhileASessionBeginsIsAnObstacleToo() {
    start(
        () -> {
          throw new ExceptionInInitializerError();
        });
    await()
        .atMost(Duration.ofSeconds(90))
        .untilAsserted(() -> assertThat(thread.obstacle()).contains("ExceptionInInitializerError"));
  }

  @Test
  void anExceptionIsAFaultAndNoObstacle() {
    start(Step::new);
    next = new IllegalStateException("broken");
    await().atMost(Duration.ofSeconds(90)).until(() -> faults.get() > 2);
    assertThat(thread.obstacle()).isEmpty();
  }

  @Test
  void itStopsAfterAWholeStep() throws InterruptedException {
    start(Step::new);
    await().atMost(Duration.ofSeconds(90)).until(() -> steps.get() > 0);
    thread.stop();
    assertThat(stopped.await(60, TimeUnit.SECONDS)).isTrue();
    assertThat(thread.obstacle()).isEmpty();
  }

  private void start(Callable<Session> opening) {
    thread =
        new SessionThread(
            "test",
            opening,
            fault -> {
              faults.incrementAndGet();
              return Duration.ofMillis(1);
            });
    thread.start();
  }

  private final class Step implements Session {
    Step() {
      sessions.incrementAndGet();
    }

    @Override
    public void step() throws InterruptedException {
      steps.incrementAndGet();
      switch (next) {
        case null -> TimeUnit.MILLISECONDS.sleep(1);
        case Error error -> throw error;
        case RuntimeException fault -> throw fault;
        default -> throw new AssertionError();
      }
    }

    @Override
    public void beforeStop() {
      stopped.countDown();
    }

    @Override
    public void close() {}
  }
}
