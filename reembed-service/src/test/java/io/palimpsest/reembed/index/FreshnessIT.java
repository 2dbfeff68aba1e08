package io.palimpsest.reembed.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.Timer;
import io.palimpsest.event.SourceChanged;
import io.palimpsest.event.SourceState;
import io.palimpsest.local.stack.VectorFaults;
import io.palimpsest.reembed.app.IndexMetrics;
import io.palimpsest.reembed.change.Changes;
import io.palimpsest.reembed.change.Lane;
import io.palimpsest.reembed.ledger.LedgerRow;
import io.palimpsest.reembed.park.ParkingLot;
import io.palimpsest.reembed.route.Freshness;
import io.palimpsest.reembed.route.Freshness.State;
import io.palimpsest.reembed.route.LagTally;
import io.palimpsest.reembed.route.Visibility;
import io.palimpsest.reembed.route.Watermarks;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is written is called searchable when queries see it, and not before. */
class FreshnessIT {
  static final Freshness.Check ANY =
      new Freshness.Check() {
        @Override
        public void row(LedgerRow row) {}

        @Override
        public void parked(List<UUID> uids) {}
      };
  private static final Duration LATE = Duration.ofSeconds(5);

  /** Far longer than the test waits for anything: only an answer ends it. */
  private static final Duration PATIENTLY = Duration.ofSeconds(60);

  private final FreeEmbedder model = new FreeEmbedder();
  private IndexUnderTest index;
  private VectorFaults faults;
  private Twin twin;

  @BeforeEach
  void start() throws Exception {
    index = new IndexUnderTest(model);
    faults = new VectorFaults(index.ground.stack);
    twin = index.twin();
    twin.put("guide", 1, Texts.of(1, 5));
    index.awaitRevision(twin.uid("guide"), 1);
  }

  @AfterEach
  void stop() {
    faults.close();
    index.close();
  }

  @Test
  void byItsNumberAWriteIsSeenWhenAQueryHasPassedIt() throws Exception {
    assertLateButThenSearchable(index.watermarks, false);
  }

  @Test
  void withoutANumberItIsReadBack() throws Exception {
    assertLateButThenSearchable(new Watermarks(10, 384), true);
  }

  @Test
  void aDeleteIsOverWhenQueriesNoLongerFindIt() throws Exception {
    faults.visibility("{\"query\":5000,\"fetch\":0,\"list\":0}");
    twin.publish(twin.delete("guide", 2));
    UUID uid = twin.uid("guide");
    index.awaitRevision(uid, 2);
    Freshness freshness = freshness(index.watermarks);
    assertThat(freshness.await(uid, 2, Duration.ZERO, ANY).searchable()).isFalse();
    assertThat(freshness.await(uid, 2, Duration.ofSeconds(90), ANY).searchable()).isTrue();
  }

  private void assertLateButThenSearchable(Watermarks watermarks, boolean fetches)
      throws Exception {
    faults.visibility("{\"query\":5000,\"fetch\":0,\"list\":0}");
    twin.put("guide", 2, Texts.of(2, 5));
    UUID uid = twin.uid("guide");
    LedgerRow row = index.awaitRevision(uid, 2);
    long began = System.nanoTime();
    Freshness freshness = freshness(watermarks);
    assertThat(index.stored(twin.namespace()).keySet()).isEqualTo(row.ids());
    assertThat(freshness.await(uid, 2, Duration.ZERO, ANY).searchable()).isFalse();
    long fetched = faults.calls("fetch");
    await()
        .atMost(Duration.ofSeconds(90))
        .until(() -> freshness.await(uid, 2, Duration.ZERO, ANY).searchable());
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(LATE.multipliedBy(12));
    assertThat(faults.calls("fetch") > fetched).isEqualTo(fetches);
  }

  @Test
  void aChangeThatIsSetAsideIsSaidToBeAndNotWaitedFor() throws Exception {
    Twin stranger = new Twin(index.ground.publisher);
    stranger.put("note", 1, Texts.of(3, 5));
    UUID unknown = stranger.uid("note");
    assertParked(unknown, 1, Outcome.UNKNOWN_TENANT);
    stranger.register();
    index.awaitRevision(unknown, 1);
    await()
        .atMost(IndexUnderTest.PATIENCE)
        .until(() -> freshness(index.watermarks).await(unknown, 1, PATIENTLY, ANY).searchable());

    SourceChanged broken = twin.upsert("guide", 2, "no such thing", Map.of());
    ((SourceState) broken.getState()).setMediaType("image/png");
    twin.publish(broken);
    State guide = assertParked(twin.uid("guide"), 2, "text.unsupported_media_type");
    assertThat(guide.row().orElseThrow().revision()).isEqualTo(1);
    assertThat(freshness(index.watermarks).await(twin.uid("guide"), 1, PATIENTLY, ANY))
        .as("what was there before is found as before")
        .matches(State::searchable)
        .matches(state -> state.parked().isEmpty());
  }

  @Test
  void theLagIsTheTimeFromTheEventUntilQueriesFindIt() {
    IndexMetrics metrics = new IndexMetrics(index.meters);
    LagTally tally =
        new LagTally(metrics, freshness(index.watermarks), Clock.systemUTC(), metrics, 1);
    faults.visibility("{\"query\":5000,\"fetch\":0,\"list\":0}");
    SourceChanged event = twin.upsert("guide", 2, "Something new.", Map.of());
    twin.publish(event);
    index.awaitRevision(twin.uid("guide"), 2);
    Task task = new Task(Changes.of(event), Lane.LIVE);
    tally.ended(task, new Outcome.Unchanged(1));
    tally.ended(task, new Outcome.Embedded(1, 0, 5, OptionalLong.empty()));
    Timer lag = index.meters.get(IndexMetrics.LAG).timer();
    await().atMost(IndexUnderTest.PATIENCE).until(() -> lag.count() == 1);
    assertThat(lag.totalTime(TimeUnit.MILLISECONDS)).isGreaterThanOrEqualTo(LATE.toMillis());
    assertThat(index.count(IndexMetrics.EVENTS)).isPositive();
  }

  private State assertParked(UUID uid, long revision, String reason) throws Exception {
    State state = freshness(index.watermarks).await(uid, revision, PATIENTLY, ANY);
    assertThat(state.searchable()).isFalse();
    assertThat(state.parked()).isPresent();
    ParkingLot.Aside parked = state.parked().orElseThrow();
    assertThat(parked.reason()).isEqualTo(reason);
    assertThat(parked.revision()).isEqualTo(revision);
    assertThat(parked.uids()).contains(uid);
    return state;
  }

  private Freshness freshness(Watermarks watermarks) {
    return new Freshness(
        index.ledger.scopes(),
        Map.of(
            IndexUnderTest.TARGET, new Visibility(index.store, Duration.ofSeconds(5), watermarks)),
        tenant -> IndexUnderTest.TARGET,
        index.lot);
  }
}
