package io.palimpsest.reembed.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.palimpsest.fencing.Deadline;
import io.palimpsest.fencing.Ticker;
import io.palimpsest.local.stack.VectorFaults;
import io.palimpsest.reembed.metric.IndexMetrics;
import io.palimpsest.vectorstore.NamespaceReader;
import io.palimpsest.vectorstore.VectorQuery;
import io.palimpsest.vectorstore.VectorValues;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoreFaultsIT {
  private static final String SOURCE = "guide";
  private final FreeEmbedder model = new FreeEmbedder();
  private IndexUnderTest index;
  private VectorFaults faults;
  private Twin twin;

  @BeforeEach
  void start() throws Exception {
    index = new IndexUnderTest(model);
    faults = new VectorFaults(index.ground.stack);
    twin = index.twin();
    twin.put(SOURCE, 1, Texts.of(1, 20));
    index.awaitRevision(twin.uid(SOURCE), 1);
  }

  @AfterEach
  void stop() {
    faults.close();
    index.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"fault\":\"fail\",\"status\":429,\"retry_after\":0,\"times\":3,\"operations\":[\"upsert\"]",
        "\"fault\":\"fail\",\"status\":500,\"times\":3,\"operations\":[\"upsert\"]",
        "\"fault\":\"fail\",\"status\":503,\"times\":2,\"operations\":[\"delete\"]",
        "\"fault\":\"lose_answer\",\"times\":1,\"operations\":[\"upsert\"]",
        "\"fault\":\"lose_answer\",\"times\":1,\"operations\":[\"delete\"]",
        "\"fault\":\"land_late\",\"millis\":300,\"answered\":false,\"times\":1,\"operations\":[\"upsert\"]",
        "\"fault\":\"land_late\",\"millis\":300,\"answered\":false,\"times\":1,\"operations\":[\"delete\"]"
      })
  void aFaultOfTheStoreLeavesNeitherHoleNorOrphan(String fault) {
    String id = faults.inject("{\"namespace\":\"" + twin.namespace() + "\"," + fault + "}");
    twin.put(SOURCE, 2, Texts.of(1, 20).replace("number 3 ", "number three "));
    index.awaitRevision(twin.uid(SOURCE), 2);
    assertThat(faults.fired(id)).isPositive();
    index.assertInStep(twin, SOURCE);
    assertThat(index.lot.count()).isZero();
  }

  @Test
  void anOutageIsWaitedForAndNeverPaidTwice() {
    String outage =
        faults.inject(
            "{\"fault\":\"fail\",\"status\":503,\"operations\":[\"upsert\"],\"namespace\":\""
                + twin.namespace()
                + "\"}");
    int texts = model.texts.get();
    twin.put(SOURCE, 2, Texts.of(2, 20));
    await()
        .atMost(IndexUnderTest.PATIENCE)
        .untilAsserted(() -> assertThat(index.dependencies.down()).containsKey("store"));
    int paid = model.texts.get() - texts;
    assertThat(paid).isPositive();
    assertThat(faults.fired(outage)).isPositive();
    faults.close();
    faults = new VectorFaults(index.ground.stack);
    index.awaitRevision(twin.uid(SOURCE), 2);
    assertThat(model.texts.get() - texts).isEqualTo(paid);
    index.assertInStep(twin, SOURCE);
    assertThat(index.cache.count(java.util.List.of(twin.uid(SOURCE)))).isZero();
    assertThat(index.count(IndexMetrics.STORE_FAILURES)).isPositive();
  }

  @Test
  void aReaderNeverFindsNothingWhileASourceIsReplaced() {
    AtomicBoolean stop = new AtomicBoolean();
    AtomicInteger looks = new AtomicInteger();
    AtomicInteger empty = new AtomicInteger();
    CompletableFuture<Void> reader = CompletableFuture.runAsync(() -> hammer(stop, looks, empty));
    for (int revision = 2; revision <= 6 || (looks.get() <= 50 && revision <= 60); revision++) {
      twin.put(SOURCE, revision, Texts.of(revision, 20));
      index.awaitRevision(twin.uid(SOURCE), revision);
    }
    stop.set(true);
    reader.join();
    assertThat(looks.get()).isGreaterThan(50);
    assertThat(empty).hasValue(0);
    index.assertInStep(twin, SOURCE);
  }

  private void hammer(AtomicBoolean stop, AtomicInteger looks, AtomicInteger empty) {
    NamespaceReader reader = index.store.maintenance("test", "hammer").namespace(twin.namespace());
    VectorQuery query =
        new VectorQuery(VectorValues.of(FreeEmbedder.vector("anything")), 5, Optional.empty());
    while (!stop.get()) {
      Deadline deadline = Deadline.after(Ticker.system(), Duration.ofSeconds(10));
      looks.incrementAndGet();
      if (reader.query(query, deadline).matches().isEmpty()) {
        empty.incrementAndGet();
      }
    }
  }
}
