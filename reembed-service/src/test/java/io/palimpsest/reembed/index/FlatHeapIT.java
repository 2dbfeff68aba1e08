package io.palimpsest.reembed.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.palimpsest.reembed.app.IndexMetrics;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * A million small changes through one instance with a model that costs nothing, in the process that
 * is looked at. Sources come in crowds: each is new, repeated and deleted, but for some that stay.
 */
@EnabledIfSystemProperty(named = "palimpsest.full", matches = "true")
class FlatHeapIT {
  private static final int EVENTS = Integer.getInteger("palimpsest.heap.events", 1_000_000);
  private static final int REVISIONS = 10;
  private static final int CROWD = 200;
  private static final int ONE_STAYS_OF = 100;
  private static final int SAMPLES = 30;
  private static final double MEGABYTE = 1024.0 * 1024;
  private final List<Long> heap = new ArrayList<>();

  @Test
  void theHeapDoesNotGrowWithTheChanges() throws Exception {
    FreeEmbedder model = new FreeEmbedder();
    try (IndexUnderTest index = new IndexUnderTest(model)) {
      Twin twin = index.twin();
      int sources = EVENTS / REVISIONS;
      long began = System.nanoTime();
      for (int first = 0; first < sources; first += CROWD) {
        live(index, twin, first);
        if (first / CROWD * SAMPLES / (sources / CROWD) >= heap.size()) {
          heap.add(usedAfterCollection());
        }
      }
      double seconds = (System.nanoTime() - began) / 1e9;
      int third = heap.size() / 3;
      double early = mean(heap.subList(0, third));
      double late = mean(heap.subList(heap.size() - third, heap.size()));
      System.out.printf(
          "%,d events in %.0f s, %,d texts embedded; heap after a collection, MB: %s; first third"
              + " %.1f, last third %.1f%n",
          EVENTS,
          seconds,
          model.texts.get(),
          heap.stream().map(bytes -> Math.round(bytes / MEGABYTE)).toList(),
          early,
          late);
      assertThat(index.stored(twin.namespace())).hasSize(sources / ONE_STAYS_OF);
      assertThat(model.texts).as("sources that were written").hasValue(sources);
      assertThat(late - early).isLessThan(8 + 16 * EVENTS / MEGABYTE);
    }
  }

  /** The lives of some sources; a revision is over before the next one comes. */
  private static void live(IndexUnderTest index, Twin twin, int first) {
    for (int revision = 1; revision <= REVISIONS; revision++) {
      for (int source = first; source < first + CROWD; source++) {
        String id = "s" + source;
        boolean dies = revision == REVISIONS && source % ONE_STAYS_OF != 0;
        twin.publishAsync(
            dies
                ? twin.delete(id, revision)
                : twin.upsert(id, revision, "Sentence of " + id + ".", Map.of()));
      }
      long done = (long) first * REVISIONS + (long) revision * CROWD;
      await()
          .pollInterval(Duration.ofMillis(2))
          .atMost(IndexUnderTest.PATIENCE)
          .until(() -> index.count(IndexMetrics.EVENTS) == done);
    }
  }

  private static double mean(List<Long> samples) {
    return samples.stream().mapToLong(Long::longValue).average().orElseThrow() / MEGABYTE;
  }

  /** Twice: the first one leaves what waits for its cleaners. */
  private static long usedAfterCollection() {
    System.gc();
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
