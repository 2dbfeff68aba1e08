package io.palimpsest.reembed.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.palimpsest.reembed.app.IndexMetrics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** An instance that is told to stop in the middle of a batch, and the one that is next (O9). */
class StopIT {
  private static final int BEFORE = 30;
  private static final int AFTER = 10;

  /** So that no slow machine cuts off what the test holds back. */
  private static final Duration UNBOUNDED = Duration.ofMinutes(5);

  private final String group = "g" + UUID.randomUUID();
  private final CountDownLatch inside = new CountDownLatch(1);
  private final CountDownLatch goOn = new CountDownLatch(1);

  @Test
  void whatIsUnderWayIsFinishedToldAndCommittedAndTheNextDoesTheRestAlone() throws Exception {
    Twin twin;
    double finished;
    try (IndexUnderTest stopping = stopping(UNBOUNDED)) {
      twin = startABatch(stopping);
      Thread stop = Thread.ofPlatform().start(stopping.channel::close);
      await()
          .atMost(IndexUnderTest.PATIENCE)
          .until(() -> stop.getState() == Thread.State.TIMED_WAITING);
      assertThat(stopping.channel.unfinished()).as("in the middle of a batch").isPositive();

      goOn.countDown();
      stop.join();

      finished = stopping.count(IndexMetrics.EVENTS);
      assertThat(finished).as("what was under way").isPositive();
      publish(twin, BEFORE, AFTER);
    }
    try (IndexUnderTest next = new IndexUnderTest(new FreeEmbedder(), group, false)) {
      awaitAll(next, twin);

      assertThat(finished + next.count(IndexMetrics.EVENTS))
          .as("each change was done once, by one of the two")
          .isEqualTo(BEFORE + AFTER);
    }
  }

  /** Control: of work that is cut off nothing is committed, and it is done again. */
  @Test
  void whatIsCutOffIsDoneAgainAndHarmsNothing() throws Exception {
    Twin twin;
    double finished;
    try (IndexUnderTest cutOff = stopping(Duration.ofMillis(1))) {
      cutOff.crashes.kill(Step.Name.COMMIT);
      twin = cutOff.twin();
      publish(twin, 0, BEFORE);
      await().atMost(IndexUnderTest.PATIENCE).until(() -> cutOff.crashes.fired.get() > 0);
      cutOff.channel.close();
      finished = cutOff.count(IndexMetrics.EVENTS);
      publish(twin, BEFORE, AFTER);
    }
    try (IndexUnderTest next = new IndexUnderTest(new FreeEmbedder(), group, false)) {
      awaitAll(next, twin);

      assertThat(finished).as("nothing was let go of").isZero();
      assertThat(next.count(IndexMetrics.EVENTS)).isEqualTo(BEFORE + AFTER);
    }
  }

  private IndexUnderTest stopping(Duration bound) throws Exception {
    return new IndexUnderTest(new FreeEmbedder(), group, true, bound);
  }

  /** Returns when a batch is written and not told yet; it stays there. */
  private Twin startABatch(IndexUnderTest index) throws Exception {
    Twin twin = index.twin();
    index.crashes.meanwhile(
        Step.Name.ANNOUNCE,
        () -> {
          inside.countDown();
          try {
            goOn.await();
          } catch (InterruptedException e) {
            throw new IllegalStateException("cut off", e);
          }
        });
    publish(twin, 0, BEFORE);
    assertThat(inside.await(IndexUnderTest.PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    return twin;
  }

  private static void awaitAll(IndexUnderTest index, Twin twin) {
    List<String> all = IntStream.range(0, BEFORE + AFTER).mapToObj(StopIT::id).toList();
    all.forEach(source -> index.awaitRevision(twin.uid(source), 1));
    await().atMost(IndexUnderTest.PATIENCE).until(() -> index.channel.unfinished() == 0);
    index.assertInStep(twin, all);
    assertThat(index.lot.count()).isZero();
  }

  private static void publish(Twin twin, int from, int count) {
    for (int source = from; source < from + count; source++) {
      twin.publish(twin.upsert(id(source), 1, "Text of " + id(source) + ".", Map.of()));
    }
  }

  private static String id(int source) {
    return "s" + source;
  }
}
