package io.palimpsest.reembed.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.palimpsest.fencing.Deadline;
import io.palimpsest.fencing.Ticker;
import io.palimpsest.fencing.Work;
import io.palimpsest.jobs.State;
import io.palimpsest.reembed.ledger.LedgerRow;
import io.palimpsest.reembed.ledger.RowKey;
import io.palimpsest.reembed.route.AllIndexes;
import io.palimpsest.reembed.route.Stage;
import io.palimpsest.vectorstore.VectorStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From one scheme of namespaces to another, within one index. */
class SchemeIT {
  private static final int SOURCES = 6;
  private RoutedIndex routed;
  private RouteGround ground;
  private IndexUnderTest index;
  private JobsUnderTest jobs;
  private Twin twin;

  @BeforeEach
  void start() throws Exception {
    routed = new RoutedIndex(RouteGround.ofAnotherScheme(), SOURCES);
    ground = routed.ground;
    index = routed.index;
    jobs = routed.jobs;
    twin = routed.twin;
  }

  @AfterEach
  void stop() throws Exception {
    routed.close();
  }

  @Test
  void aTenantMovesToTheOtherSchemeAndLeavesNothingInTheFirst() throws Exception {
    String stored = RouteGround.SCHEME.value() + twin.namespace();
    Map<String, String> tenant = Map.of("tenant", "creator:" + twin.creator);
    TreeSet<String> first = ids(index.store, twin.namespace());
    ground.routes().begin(twin.creatorUid, RouteGround.NEXT, "test");
    assertThat(jobs.run("backfill", tenant).state()).isEqualTo(State.DONE);
    assertThat(ids(index.store, stored)).as("the same chunks").isEqualTo(first).isNotEmpty();
    for (Stage stage : List.of(Stage.SHADOW, Stage.LIVE, Stage.RAMPDOWN, Stage.COMPLETE)) {
      ground.routes().move(twin.creatorUid, stage, "test");
    }

    twin.put("s0", 2, Texts.of(100, 20));
    await()
        .atMost(IndexUnderTest.PATIENCE)
        .until(() -> next(twin.uid("s0")).filter(row -> row.revision() == 2).isPresent());
    assertThat(ids(ground.store, twin.namespace()))
        .containsAll(next(twin.uid("s0")).orElseThrow().ids());
    assertThat(ids(index.store, twin.namespace())).as("positive control").isNotEmpty();
    assertThat(jobs.run("retire", tenant).state()).isEqualTo(State.DONE);

    assertThat(ids(index.store, twin.namespace())).isEmpty();
    assertThat(ids(index.store, stored))
        .isEqualTo(ids(ground.store, twin.namespace()))
        .isNotEmpty();
  }

  @Test
  void whatIsErasedIsErasedInBothSchemes() throws Exception {
    ground.routes().begin(twin.creatorUid, RouteGround.NEXT, "test");
    Map<String, String> tenant = Map.of("tenant", "creator:" + twin.creator);
    assertThat(jobs.run("backfill", tenant).state()).isEqualTo(State.DONE);
    String stored = RouteGround.SCHEME.value() + twin.namespace();
    assertThat(ids(index.store, twin.namespace())).as("positive control").isNotEmpty();
    assertThat(ids(index.store, stored)).as("positive control").isNotEmpty();
    try (Work work = index.admissions.admitAll(List.of(twin.twinUid)).orElseThrow()) {
      new AllIndexes(List.of(index.store, ground.store))
          .maintenance("test", "erase")
          .namespace(twin.namespace())
          .drop(work);
    }
    assertThat(ids(index.store, twin.namespace())).isEmpty();
    assertThat(ids(index.store, stored)).isEmpty();
  }

  private Optional<LedgerRow> next(UUID uid) {
    RowKey key = new RowKey(uid, RouteGround.NEXT);
    return Optional.ofNullable(index.ledger.read(List.of(key)).get(key));
  }

  private static TreeSet<String> ids(VectorStore store, String namespace) {
    TreeSet<String> ids = new TreeSet<>();
    store
        .maintenance("test", "look")
        .namespace(namespace)
        .list("", Deadline.after(Ticker.system(), Duration.ofSeconds(10)), ids::addAll);
    return ids;
  }
}
