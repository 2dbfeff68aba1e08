package io.palimpsest.reembed.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Two instances of the index in one group, on one ledger. */
class TwoInstancesIT {
  private static final Duration PER_TEXT = Duration.ofMillis(10);
  private static final int AT_A_TIME = 50;

  @Test
  void twoInstancesShareTheLoadAndHandOverWithoutLoss() throws Exception {
    String group = "g" + UUID.randomUUID();
    FreeEmbedder staying = slow();
    FreeEmbedder leaving = slow();
    try (IndexUnderTest first = new IndexUnderTest(leaving, group, true);
        IndexUnderTest second = new IndexUnderTest(staying, group, false)) {
      Twin twin = second.twin();
      int published = publishUntilBothWork(twin, leaving, staying);

      published = publish(twin, published, 4 * AT_A_TIME);
      int embedded = leaving.texts.get() + staying.texts.get();
      first.close();

      assertThat(embedded).as("it left in mid-stream").isLessThan(published);
      List<String> all = IntStream.range(0, published).mapToObj(TwoInstancesIT::id).toList();
      all.forEach(source -> second.awaitRevision(twin.uid(source), 1));
      second.assertInStep(twin, all);
      assertThat(second.lot.count()).isZero();
    }
  }

  private static int publishUntilBothWork(Twin twin, FreeEmbedder first, FreeEmbedder second) {
    int[] published = {0};
    await()
        .atMost(IndexUnderTest.PATIENCE)
        .pollInterval(Duration.ofMillis(500))
        .until(
            () -> {
              published[0] = publish(twin, published[0], AT_A_TIME);
              return first.texts.get() > 0 && second.texts.get() > 0;
            });
    return published[0];
  }

  /** Publishes so many more sources, and returns how many that makes. */
  private static int publish(Twin twin, int from, int count) {
    for (int source = from; source < from + count; source++) {
      twin.publishAsync(twin.upsert(id(source), 1, "Text of " + id(source) + ".", Map.of()));
    }
    return from + count;
  }

  private static String id(int source) {
    return "s" + source;
  }

  private static FreeEmbedder slow() {
    FreeEmbedder model = new FreeEmbedder();
    model.behaviour.set(
        passages -> {
          LockSupport.parkNanos(PER_TEXT.multipliedBy(passages.size()).toNanos());
          return FreeEmbedder.vectors(passages);
        });
    return model;
  }
}
