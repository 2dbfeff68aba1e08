package io.palimpsest.reembed.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class FairnessIT {
  private static final int BUSY_CHUNKS = Boolean.getBoolean("palimpsest.full") ? 100_000 : 20_000;

  /** Well above what reading and verifying a record takes on a machine that does a lot besides. */
  private static final Duration PER_TEXT = Duration.ofMillis(10);

  @Test
  void oneSourceBehindAnothersThousandsInItsPartitionDoesNotWaitForThem() throws Exception {
    FreeEmbedder model = new FreeEmbedder();
    model.behaviour.set(
        passages -> {
          busyFor(PER_TEXT.multipliedBy(passages.size()));
          return FreeEmbedder.vectors(passages);
        });
    try (IndexUnderTest index = new IndexUnderTest(model)) {
      Twin busy = index.twin();
      Twin quiet = index.twin();
      String last = quiet.idIn(3, "only");
      for (int source = 0; source < BUSY_CHUNKS; source++) {
        // Said again and again: what has not failed for a while is tried.
        index.dependencies.failed("test.paused");
        String id = busy.idIn(3, "s" + source);
        busy.publishAsync(busy.upsert(id, 1, "Sentence of " + id + ".", Map.of()));
      }
      // The last is there once all are; that may take longer than a failure counts.
      CompletableFuture<Void> said =
          CompletableFuture.runAsync(() -> quiet.put(last, 1, "The only thing that I say."));
      await()
          .pollInterval(Duration.ofMillis(500))
          .atMost(5, TimeUnit.MINUTES)
          .until(
              () -> {
                index.dependencies.failed("test.paused");
                return said.isDone();
              });
      said.join();
      assertThat(index.channel.unfinished())
          .as("records that were read before")
          .isLessThan(BUSY_CHUNKS / 10);
      long start = System.nanoTime();
      index.dependencies.works("test");
      await()
          .pollInterval(Duration.ofMillis(20))
          .atMost(5, TimeUnit.MINUTES)
          .until(() -> index.row(quiet.uid(last)).filter(r -> r.revision() == 1).isPresent());
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      Duration reading = processorTime("changes");
      int embedded = model.texts.get();
      long behind = index.channel.unfinished();
      System.out.printf(
          "one source behind %,d chunks in its partition: in the store after %d ms, when %,d of"
              + " them were embedded; processor time of reading: %d ms%n",
          BUSY_CHUNKS, took.toMillis(), embedded, reading.toMillis());
      assertThat(embedded).isLessThan(BUSY_CHUNKS / 2);
      assertThat(behind).as("all were read, few are done").isGreaterThan(BUSY_CHUNKS / 2);
      index.assertInStep(quiet, last);
    }
  }

  /** Says more than the clock on a machine that does a lot besides. */
  private static Duration processorTime(String thread) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(one -> one.getName().equals(thread))
        .map(one -> ManagementFactory.getThreadMXBean().getThreadCpuTime(one.threadId()))
        .map(Duration::ofNanos)
        .findAny()
        .orElseThrow();
  }

  private static void busyFor(Duration time) {
    java.util.concurrent.locks.LockSupport.parkNanos(time.toNanos());
  }
}
