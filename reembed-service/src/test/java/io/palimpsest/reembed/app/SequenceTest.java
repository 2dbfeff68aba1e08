package io.palimpsest.reembed.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class SequenceTest {
  private final List<String> seen = new CopyOnWriteArrayList<>();

  @Test
  void partsStartInOrderAndEndTheOtherWayRound() {
    Sequence sequence = new Sequence(List.of(part("a"), part("b")));
    sequence.begin();
    sequence.end();
    assertThat(seen).containsExactly("+a", "+b", "-b", "-a");
  }

  @Test
  void whatIsBeingStartedWhenItEndsIsClosedAndTheRestNeverStarts() throws Exception {
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    Sequence.Part slow =
        new Sequence.Part(
            () -> {
              inside.countDown();
              await(release);
              seen.add("+slow");
            },
            () -> seen.add("-slow"));
    Sequence sequence = new Sequence(List.of(part("a"), slow, part("c")));
    CompletableFuture<Void> starting = CompletableFuture.runAsync(sequence::begin);
    await(inside);
    Thread ending = Thread.ofPlatform().start(sequence::end);
    Awaitility.await()
        .atMost(Duration.ofSeconds(90))
        .until(() -> ending.getState() == Thread.State.BLOCKED);
    release.countDown();
    ending.join();

    assertThatThrownBy(() -> starting.get(60, TimeUnit.SECONDS))
        .hasCauseInstanceOf(IllegalStateException.class);
    assertThat(seen).containsExactly("+a", "+slow", "-slow", "-a");
  }

  @Test
  void neighboursThatEndTogetherDoNotWaitForEachOtherAndTheOthersWaitForThem() {
    CountDownLatch both = new CountDownLatch(2);
    Sequence sequence =
        new Sequence(List.of(part("a"), meeting("b", both), meeting("c", both), part("d")));
    sequence.begin();
    sequence.end();

    assertThat(seen).hasSize(6).startsWith("+a", "+d", "-d").endsWith("-a").contains("-b", "-c");
  }

  /** Ends when the other does, too. */
  private Sequence.Part meeting(String name, CountDownLatch both) {
    return new Sequence.Part(
        () -> {},
        () -> {
          both.countDown();
          await(both);
          seen.add("-" + name);
        },
        Sequence.Ends.TOGETHER);
  }

  @Test
  void afterAThrowItGoesOnWhereItWas() {
    AtomicBoolean works = new AtomicBoolean();
    Sequence.Part failing =
        new Sequence.Part(
            () -> {
              if (!works.get()) {
                throw new UnsupportedOperationException("not yet");
              }
              seen.add("+b");
            },
            () -> seen.add("-b"));
    Sequence sequence = new Sequence(List.of(part("a"), failing, part("c")));
    assertThatThrownBy(sequence::begin).hasMessage("not yet");
    works.set(true);
    sequence.begin();
    assertThat(seen).containsExactly("+a", "+b", "+c");
  }

  private Sequence.Part part(String name) {
    return new Sequence.Part(() -> seen.add("+" + name), () -> seen.add("-" + name));
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
