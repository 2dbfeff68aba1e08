package io.palimpsest.fencing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WriterIT {
  private static FenceStack stack;

  private final List<AutoCloseable> open = new ArrayList<>();
  private final UUID uid = UUID.randomUUID();

  @BeforeAll
  static void start(@TempDir Path state) throws InterruptedException {
    stack = new FenceStack(state);
  }

  @AfterAll
  static void stop() {
    stack.close();
  }

  /** Leaves an empty roll behind: evicts whoever died in the test. */
  @AfterEach
  void emptyTheRoll() throws Exception {
    for (AutoCloseable each : open) {
      each.close();
    }
    if (stack.roll().isEmpty()) {
      return;
    }
    try (FenceLog log = stack.coordinator()) {
      stack.drain(log, stack.fence(log, UUID.randomUUID()));
      await().atMost(Duration.ofSeconds(90)).until(() -> stack.roll().isEmpty());
    }
  }

  @Test
  void aWriterIsOnTheRollBeforeItAdmitsAndOffItAfterAGracefulStop() throws Exception {
    Writer writer = stack.startWriter();
    boolean admittedAtOnce = writer.admit(List.of(uid)) instanceof Admission.Admitted;
    assertThat(writer.awaitLease(Duration.ofSeconds(90))).isTrue();
    assertThat(stack.roll()).hasSize(1);
    admitted(writer, uid).close();

    writer.close();

    assertThat(admittedAtOnce).isFalse();
    assertThat(stack.roll()).isEmpty();
    assertThat(writer.admit(List.of(uid))).isInstanceOf(Admission.Unleased.class);
  }

  @Test
  void aFenceIsRefusedByEveryLiveWriter() throws Exception {
    Writer one = opened(stack.leasedWriter());
    Writer two = opened(stack.leasedWriter());
    List<Fence> heard = new ArrayList<>();
    one.onFence(heard::add);
    FenceLog log = opened(stack.coordinator());

    long sequence = stack.fence(log, uid);

    await()
        .atMost(Duration.ofSeconds(90))
        .untilAsserted(
            () -> {
              assertThat(one.admit(List.of(UUID.randomUUID(), uid)))
                  .isEqualTo(new Admission.Refused(uid));
              assertThat(two.admit(List.of(uid))).isEqualTo(new Admission.Refused(uid));
            });
    assertThat(one.isFenced(List.of(uid))).isTrue();
    assertThat(one.fencesApplied()).isGreaterThanOrEqualTo(sequence);
    await()
        .atMost(Duration.ofSeconds(90))
        .until(() -> heard.stream().anyMatch(fence -> fence.uid().equals(uid)));
    admitted(one, UUID.randomUUID()).close();
  }

  @Test
  void idleWritersAreDrainedAndNoneIsEvicted() throws Exception {
    for (int i = 0; i < 4; i++) {
      opened(stack.leasedWriter());
    }
    FenceLog log = opened(stack.coordinator());
    for (int i = 0; i < 5; i++) {
      Drained drained = stack.drain(log, stack.fence(log, UUID.randomUUID()));
      assertThat(drained.observed()).hasSize(4);
      assertThat(drained.evicted()).isEmpty();
    }
  }

  @Test
  void aDrainWaitsForWorkThatWasAdmittedBefore() throws Exception {
    Writer writer = opened(stack.leasedWriter());
    FenceLog log = opened(stack.coordinator());
    Work work = admitted(writer, uid);
    Sent sent = work.send();

    long sequence = stack.fence(log, uid);
    CompletableFuture<Drained> drained = log.drain(sequence, FenceStack.REQUEST);
    await().atMost(Duration.ofSeconds(90)).until(() -> writer.isFenced(List.of(uid)));
    await()
        .during(Duration.ofMillis(200))
        .atMost(Duration.ofSeconds(90))
        .until(() -> log.progress(sequence) instanceof Drain.Waiting && !drained.isDone());
    sent.answered();
    work.close();

    await().atMost(Duration.ofSeconds(90)).until(drained::isDone);
    assertThat(drained.join().observed()).hasSize(1);
  }

  @Test
  void aDrainWaitsUntilARequestWithoutAnswerHasLanded() throws Exception {
    Writer writer = opened(stack.leasedWriter());
    FenceLog log = opened(stack.coordinator());
    Work work = admitted(writer, uid);
    work.send().unanswered();
    long returned = System.nanoTime();
    work.close();

    Drained drained = stack.drain(log, stack.fence(log, uid));

    assertThat(System.nanoTime() - returned).isGreaterThan(FenceStack.BOUNDS.landing().toNanos());
    assertThat(drained.observed()).hasSize(1);
  }

  @Test
  void nothingIsSentAfterTheDeadline() throws Exception {
    Writer writer = opened(stack.leasedWriter());
    try (Work work = admitted(writer, uid)) {
      work.send().answered();
      await().atMost(Duration.ofSeconds(90)).until(() -> work.deadline().passed());
      assertThatThrownBy(work::send).isInstanceOf(DeadlinePassedException.class);
      assertThat(work.deadline().remaining()).isZero();
    }
  }

  @Test
  void aDeadWriterIsEvictedAndBuried() throws Exception {
    Writer alive = opened(stack.leasedWriter());
    Writer dead = stack.leasedWriter();
    admitted(dead, UUID.randomUUID());
    dead.close();
    FenceLog log = opened(stack.coordinator());
    assertThat(stack.roll()).hasSize(2);

    long begin = System.nanoTime();
    Drained drained = stack.drain(log, stack.fence(log, uid));

    assertThat(System.nanoTime() - begin).isGreaterThan(FenceStack.BOUNDS.patience().toNanos());
    assertThat(drained.evicted()).hasSize(1);
    assertThat(drained.observed()).hasSize(1);
    await().atMost(Duration.ofSeconds(90)).until(() -> stack.roll().size() == 1);
    admitted(alive, UUID.randomUUID()).close();
  }

  @Test
  void aWriterThatStandsStillPastItsLeaseAdmitsNothing() throws Exception {
    Writer writer = opened(stack.leasedWriter());
    CountDownLatch resume = new CountDownLatch(1);
    writer.onFence(fence -> awaitQuietly(resume, fence.uid().equals(uid)));
    FenceLog log = opened(stack.coordinator());
    long sequence = stack.fence(log, uid);

    await().atMost(Duration.ofSeconds(90)).until(() -> !writer.leased());
    assertThat(writer.admit(List.of(UUID.randomUUID()))).isInstanceOf(Admission.Unleased.class);
    resume.countDown();

    assertThat(writer.awaitLease(Duration.ofSeconds(90))).isTrue();
    assertThat(writer.admit(List.of(uid))).isEqualTo(new Admission.Refused(uid));
    assertThat(stack.drain(log, sequence).evicted()).isEmpty();
  }

  @Test
  void aWriterThatWasEvictedWhileItStoodStillGoesOnUnderANewId() throws Exception {
    Writer writer = opened(stack.leasedWriter());
    String before = stack.roll().keySet().iterator().next();
    Work stuck = admitted(writer, UUID.randomUUID());
    FenceLog log = opened(stack.coordinator());

    Drained drained = stack.drain(log, stack.fence(log, uid));
    assertThat(drained.evicted()).extracting(UUID::toString).containsExactly(before);
    stuck.close();

    await().atMost(Duration.ofSeconds(90)).until(writer::leased);
    await()
        .atMost(Duration.ofSeconds(90))
        .untilAsserted(() -> assertThat(stack.roll()).hasSize(1).doesNotContainKey(before));
    assertThat(writer.admit(List.of(uid))).isEqualTo(new Admission.Refused(uid));
    admitted(writer, UUID.randomUUID()).close();
  }

  @Test
  void aCoordinatorThatWasRestartedTakesTheDrainUpAgain() throws Exception {
    Writer writer = opened(stack.leasedWriter());
    Work work = admitted(writer, uid);
    long sequence;
    try (FenceLog first = stack.coordinator()) {
      sequence = stack.fence(first, uid);
      first.drain(sequence, FenceStack.REQUEST);
    }
    FenceLog second = opened(stack.coordinator());
    CompletableFuture<Drained> drained = second.drain(sequence, FenceStack.REQUEST);
    assertThat(drained).isNotDone();

    work.close();

    await().atMost(Duration.ofSeconds(90)).until(drained::isDone);
    assertThat(drained.join().evicted()).isEmpty();
    assertThat(second.progress(sequence)).isEqualTo(new Drain.Unknown());
  }

  @Test
  void aWriterThatStartsAfterTheFenceKnowsIt() throws Exception {
    FenceLog log = opened(stack.coordinator());
    stack.drain(log, stack.fence(log, uid));

    Writer late = opened(stack.leasedWriter());

    assertThat(late.admit(List.of(uid))).isEqualTo(new Admission.Refused(uid));
    List<Fence> told = new ArrayList<>();
    late.onFence(told::add);
    assertThat(told).extracting(Fence::uid).contains(uid);
  }

  @Test
  void aThousandFencesAtOnceAreAllDrained() throws Exception {
    opened(stack.leasedWriter());
    FenceLog log = opened(stack.coordinator());
    List<CompletableFuture<Drained>> all = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      all.add(
          log.fence(UUID.randomUUID(), io.palimpsest.event.ScopeType.ITEM, FenceStack.REQUEST)
              .thenCompose(sequence -> log.drain(sequence, FenceStack.REQUEST)));
    }

    CompletableFuture.allOf(all.toArray(CompletableFuture[]::new))
        .get(120, java.util.concurrent.TimeUnit.SECONDS);

    assertThat(all).allSatisfy(drained -> assertThat(drained.join().evicted()).isEmpty());
  }

  private <T extends AutoCloseable> T opened(T closeable) {
    open.addFirst(closeable);
    return closeable;
  }

  private static Work admitted(Writer writer, UUID uid) {
    Admission admission = writer.admit(List.of(uid));
    assertThat(admission).isInstanceOf(Admission.Admitted.class);
    return ((Admission.Admitted) admission).work();
  }

  private static void awaitQuietly(CountDownLatch latch, boolean wanted) {
    try {
      if (wanted) {
        latch.await();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
