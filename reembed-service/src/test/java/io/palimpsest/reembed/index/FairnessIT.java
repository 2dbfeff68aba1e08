package io.palimpsest.reembed.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.palimpsest.topic.Topic;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.Test;

class FairnessIT {
  private static final int BUSY_CHUNKS = Integer.getInteger("palimpsest.fairness.chunks", 20_000);
  private static final Duration PER_TEXT = Duration.ofMillis(2);

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
      String last = sourceIn(quiet, 3, "only");
      index.dependencies.failed("test.paused");
      for (int source = 0; source < BUSY_CHUNKS; source++) {
        String id = sourceIn(busy, 3, "s" + source);
        busy.publishAsync(busy.upsert(id, 1, "Sentence of " + id + ".", Map.of()));
      }
      quiet.put(last, 1, "The only thing that I say.");
      long start = System.nanoTime();
      index.dependencies.works("test");
      await()
          .pollInterval(Duration.ofMillis(20))
          .atMost(60, TimeUnit.SECONDS)
          .until(() -> index.row(quiet.uid(last)).filter(r -> r.revision() == 1).isPresent());
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      int embedded = model.texts.get();
      System.out.printf(
          "one source behind %,d chunks in its partition: in the store after %d ms, when %,d of"
              + " them were embedded%n",
          BUSY_CHUNKS, took.toMillis(), embedded);
      assertThat(embedded).isLessThan(BUSY_CHUNKS / 2);
      index.assertInStep(quiet, last);
    }
  }

  private static String sourceIn(Twin twin, int partition, String name) {
    for (int attempt = 0; ; attempt++) {
      String id = name + "." + attempt;
      byte[] key = twin.uid(id).toString().getBytes(java.nio.charset.StandardCharsets.UTF_8);
      if (Utils.toPositive(Utils.murmur2(key)) % Topic.SOURCES.partitions() == partition) {
        return id;
      }
    }
  }

  private static void busyFor(Duration time) {
    java.util.concurrent.locks.LockSupport.parkNanos(time.toNanos());
  }
}
