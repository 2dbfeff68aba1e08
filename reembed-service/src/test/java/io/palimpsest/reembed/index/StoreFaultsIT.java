package io.palimpsest.reembed.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.palimpsest.fencing.Deadline;
import io.palimpsest.fencing.Ticker;
import io.palimpsest.local.stack.VectorFaults;
import io.palimpsest.reembed.app.IndexMetrics;
import io.palimpsest.vectorstore.NamespaceReader;
import io.palimpsest.vectorstore.VectorQuery;
import io.palimpsest.vectorstore.VectorValues;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoreFaultsIT {
  private static final String SOURCE = "guide";

  /** More than a source of these has chunks, of two revisions. */
  private static final int ALL = 1_000;

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
    List<Set<String>> whole = new ArrayList<>();
    whole.add(index.stored(twin.namespace()).keySet());
    AtomicBoolean stop = new AtomicBoolean();
    Queue<Set<String>> seen = new ConcurrentLinkedQueue<>();
    CompletableFuture<Void> reader = CompletableFuture.runAsync(() -> look(stop, seen));
    for (int revision = 2; revision <= 6 || (seen.size() <= 50 && revision <= 60); revision++) {
      twin.put(SOURCE, revision, Texts.of(revision, 20));
      whole.add(index.awaitRevision(twin.uid(SOURCE), revision).ids());
    }
    stop.set(true);
    reader.join();
    assertThat(whole).allSatisfy(ids -> assertThat(ids).hasSizeGreaterThan(3));
    assertThat(seen).hasSizeGreaterThan(50);
    assertThat(seen)
        .as("each time there is all of one revision")
        .allMatch(ids -> whole.stream().anyMatch(ids::containsAll));
    index.assertInStep(twin, SOURCE);
  }

  private void look(AtomicBoolean stop, Queue<Set<String>> seen) {
    NamespaceReader reader = index.store.maintenance("test", "hammer").namespace(twin.namespace());
    VectorQuery query =
        new VectorQuery(VectorValues.of(FreeEmbedder.vector("anything")), ALL, Optional.empty());
    while (!stop.get()) {
      Deadline deadline = Deadline.after(Ticker.system(), Duration.ofSeconds(10));
      seen.add(
          reader.query(query, deadline).matches().stream()
              .map(match -> match.id())
              .collect(Collectors.toSet()));
    }
  }
}
