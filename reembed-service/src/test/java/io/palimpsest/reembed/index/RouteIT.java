package io.palimpsest.reembed.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.DistributionSummary;
import io.palimpsest.audit.AuditField;
import io.palimpsest.audit.Statement;
import io.palimpsest.fencing.Deadline;
import io.palimpsest.fencing.Ticker;
import io.palimpsest.fencing.Work;
import io.palimpsest.jobs.Job;
import io.palimpsest.jobs.State;
import io.palimpsest.reembed.app.IndexMetrics;
import io.palimpsest.reembed.find.FanOut;
import io.palimpsest.reembed.find.NamespaceSearch;
import io.palimpsest.reembed.find.Place;
import io.palimpsest.reembed.find.Places;
import io.palimpsest.reembed.find.Reply;
import io.palimpsest.reembed.ledger.LedgerRow;
import io.palimpsest.reembed.ledger.RowKey;
import io.palimpsest.reembed.route.AllIndexes;
import io.palimpsest.reembed.route.Freshness;
import io.palimpsest.reembed.route.RefusedMoveException;
import io.palimpsest.reembed.route.Route;
import io.palimpsest.reembed.route.Routes;
import io.palimpsest.reembed.route.Stage;
import io.palimpsest.reembed.route.Visibility;
import io.palimpsest.reembed.route.Watermarks;
import io.palimpsest.reembed.search.RoutedSearch;
import io.palimpsest.tenancy.CreatorId;
import io.palimpsest.tenancy.Principal;
import io.palimpsest.tenancy.Role;
import io.palimpsest.tenancy.TwinId;
import io.palimpsest.vectorstore.NamespaceVectors;
import io.palimpsest.vectorstore.StoredVector;
import io.palimpsest.vectorstore.VectorStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From one index and model to another, while changes come in and readers read. */
class RouteIT {
  private static final int SOURCES = 12;
  private final AtomicBoolean running = new AtomicBoolean(true);
  private final AtomicInteger written = new AtomicInteger();
  private final Map<String, AtomicInteger> answered = new ConcurrentHashMap<>();
  private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
  private RoutedIndex routed;
  private RouteGround ground;
  private IndexUnderTest index;
  private JobsUnderTest jobs;
  private Twin twin;

  @BeforeEach
  void start() throws Exception {
    routed = new RoutedIndex(RouteGround.ofAnotherIndex(), SOURCES);
    ground = routed.ground;
    index = routed.index;
    jobs = routed.jobs;
    twin = routed.twin;
  }

  @AfterEach
  void stop() throws Exception {
    running.set(false);
    routed.close();
  }

  @Test
  void aModelIsSwappedUnderLoadAndSearchAlwaysAnswers() throws Exception {
    Thread writer = Thread.ofVirtual().start(this::write);
    Thread reader = Thread.ofVirtual().start(this::read);
    UUID tenant = twin.creatorUid;
    awaitAnswers(IndexUnderTest.TARGET);
    ground.routes().begin(tenant, RouteGround.NEXT, "test");
    assertThatThrownBy(() -> move(Stage.SHADOW))
        .isInstanceOf(RefusedMoveException.class)
        .hasMessage("route.not_backfilled");
    assertThat(jobs.run("backfill", Map.of("tenant", "creator:" + twin.creator)).state())
        .isEqualTo(State.DONE);
    moveUnderLoad(Stage.SHADOW);
    moveUnderLoad(Stage.LIVE);
    awaitAnswers(RouteGround.NEXT);
    moveUnderLoad(Stage.SHADOW);
    awaitAnswers(IndexUnderTest.TARGET);
    moveUnderLoad(Stage.LIVE);
    moveUnderLoad(Stage.RAMPDOWN);
    awaitAnswers(RouteGround.NEXT);
    moveUnderLoad(Stage.COMPLETE);
    awaitAnswers(RouteGround.NEXT);
    running.set(false);
    writer.join();
    reader.join();

    assertThat(wrong).as("answers without a match").isEmpty();
    assertThat(written.get()).as("positive control: revisions during the swap").isGreaterThan(3);
    int last = written.get();
    for (int source = 0; source < SOURCES; source++) {
      UUID uid = twin.uid("s" + source);
      await()
          .atMost(IndexUnderTest.PATIENCE)
          .until(() -> next(uid).filter(row -> row.revision() == last).isPresent());
      assertInStepAtNext(next(uid).orElseThrow());
    }
    assertThatThrownBy(() -> move(Stage.RAMPDOWN)).hasMessage("route.complete");
    assertThat(index.stored(twin.namespace())).as("positive control").isNotEmpty();
    assertThat(jobs.run("retire", Map.of("tenant", "creator:" + twin.creator)).state())
        .isEqualTo(State.DONE);
    assertThat(index.stored(twin.namespace())).isEmpty();
    assertThat(index.row(twin.uid("s0"))).isEmpty();
    assertThat(next(twin.uid("s0"))).isPresent();
    assertThat(ground.routes().find(tenant).orElseThrow().history())
        .extracting(Route.Moved::stage)
        .containsExactly(
            Stage.DUALWRITE,
            Stage.SHADOW,
            Stage.LIVE,
            Stage.SHADOW,
            Stage.LIVE,
            Stage.RAMPDOWN,
            Stage.COMPLETE);
    assertEachChangeIsToldOnce(tenant);
  }

  private void assertEachChangeIsToldOnce(UUID tenant) {
    List<Routes.Unsaid> unsaid = ground.routes().unsaid();
    assertThat(unsaid)
        .extracting(one -> Statement.parse(one.value()).data().get(AuditField.STAGE))
        .containsExactly("dualwrite", "shadow", "live", "shadow", "live", "rampdown", "complete");
    ground.routes().said(unsaid.getFirst());
    ground.routes().begin(tenant, IndexUnderTest.TARGET, "test");
    assertThat(ground.routes().unsaid())
        .as("a new way forgets nothing that is not told yet")
        .hasSize(7)
        .first()
        .satisfies(next -> assertThat(next.source()).isEqualTo(unsaid.get(1).source()));
    ground.routes().unsaid().forEach(ground.routes()::said);
    assertThat(ground.routes().unsaid()).isEmpty();
  }

  /** The way ends while a change is on it: what was decided before is not written after. */
  @Test
  void whatWasOnTheWayWhenARouteEndedWritesNothingToTheOldSide() throws Exception {
    ground.routes().begin(twin.creatorUid, RouteGround.NEXT, "test");
    jobs.run("backfill", Map.of("tenant", "creator:" + twin.creator));
    List.of(Stage.SHADOW, Stage.LIVE, Stage.RAMPDOWN).forEach(this::move);
    await().atMost(Duration.ofSeconds(90)).until(() -> isKnown(Stage.RAMPDOWN));
    AtomicBoolean ended = new AtomicBoolean();
    index.crashes.meanwhile(
        Step.Name.EMBED,
        () -> {
          move(Stage.COMPLETE);
          await().atMost(Duration.ofSeconds(90)).until(() -> isKnown(Stage.COMPLETE));
          ended.set(true);
        });

    twin.put("s0", 2, Texts.of(99, 20));

    await()
        .atMost(IndexUnderTest.PATIENCE)
        .until(() -> next(twin.uid("s0")).filter(row -> row.revision() == 2).isPresent());
    twin.put("s1", 2, Texts.of(98, 20));
    await()
        .atMost(IndexUnderTest.PATIENCE)
        .until(() -> next(twin.uid("s1")).filter(row -> row.revision() == 2).isPresent());
    assertThat(ended).as("positive control: the way ended on the way").isTrue();
    assertThat(index.row(twin.uid("s0")).orElseThrow())
        .extracting(LedgerRow::revision, row -> row.intent().isPresent())
        .containsExactly(1L, false);
  }

  private boolean isKnown(Stage stage) {
    return ground
        .view()
        .forWriting(twin.creatorUid)
        .filter(route -> route.stage() == stage)
        .isPresent();
  }

  @Test
  void aSecondIndexThatIsDownStopsNobodyAndIsBroughtUpToDateByItself() {
    ground.routes().begin(twin.creatorUid, RouteGround.NEXT, "test");
    Map<String, String> tenant = Map.of("tenant", "creator:" + twin.creator);
    assertThat(jobs.run("backfill", tenant).state()).isEqualTo(State.DONE);
    move(Stage.SHADOW);
    ground.way.cut();
    for (int source = 0; source < SOURCES; source++) {
      twin.put("s" + source, 2, Texts.of(source + 100, 20));
    }
    twin.publish(twin.delete("s0", 3));
    for (int source = 1; source < SOURCES; source++) {
      index.awaitRevision(twin.uid("s" + source), 2);
    }
    index.awaitRevision(twin.uid("s0"), 3);
    await().atMost(IndexUnderTest.PATIENCE).until(() -> debts() == SOURCES);
    assertThat(index.dependencies.down()).as("the side that answers").isEmpty();
    assertThat(ground.way.refused()).as("the fault fired").isPositive();
    assertThat(next(twin.uid("s1")).orElseThrow().revision()).isEqualTo(1);
    assertThatThrownBy(() -> move(Stage.LIVE)).hasMessage("route.second_side_lacks_changes");
    assertSearchableIn(IndexUnderTest.TARGET);

    ground.way.mend();

    await().atMost(IndexUnderTest.PATIENCE).until(() -> debts() == 0);
    for (int source = 1; source < SOURCES; source++) {
      LedgerRow row = next(twin.uid("s" + source)).orElseThrow();
      assertThat(row.revision()).isEqualTo(2);
      assertInStepAtNext(row);
      assertThat(row.ids()).isEqualTo(index.row(twin.uid("s" + source)).orElseThrow().ids());
    }
    assertThat(next(twin.uid("s0")).orElseThrow())
        .matches(row -> row.deleted() && row.revision() == 3 && row.ids().isEmpty());
    NamespaceVectors second = ground.store.maintenance("test", "look").namespace(twin.namespace());
    assertThat(RouteGround.listed(second))
        .isEqualTo(index.stored(twin.namespace()).size())
        .isPositive();
    move(Stage.LIVE);
    assertSearchableIn(RouteGround.NEXT);
  }

  @Test
  void whatDriftedInTheSecondIndexIsFoundAndRepairedThere() throws Exception {
    ground.routes().begin(twin.creatorUid, RouteGround.NEXT, "test");
    Map<String, String> tenant = Map.of("tenant", "creator:" + twin.creator);
    assertThat(jobs.run("backfill", tenant).state()).isEqualTo(State.DONE);
    Set<String> lost = next(twin.uid("s1")).orElseThrow().ids();
    Map<String, StoredVector> home = index.stored(twin.namespace());
    NamespaceVectors second = ground.store.maintenance("test", "drift").namespace(twin.namespace());
    try (Work work = index.admissions.admitAll(List.of(twin.twinUid)).orElseThrow()) {
      second.deleteIds(lost, work);
    }

    Job looked = jobs.run("reconcile", tenant);
    assertThat(looked.progress().count("missing")).isEqualTo(lost.size()).isPositive();
    assertThat(coverage(RouteGround.NEXT).max()).isBetween(1.0, 99.0);
    assertThat(coverage(IndexUnderTest.TARGET).max()).isEqualTo(100.0);

    Job repaired = jobs.run("reconcile", Map.of("tenant", tenant.get("tenant"), "repair", "true"));
    assertThat(repaired.state()).isEqualTo(State.DONE);
    assertInStepAtNext(next(twin.uid("s1")).orElseThrow());
    assertThat(index.stored(twin.namespace())).isEqualTo(home);
    assertThat(jobs.run("reconcile", tenant).progress().count("missing")).isZero();
    assertThat(debts()).isZero();
  }

  private DistributionSummary coverage(String target) {
    return index.meters.get(IndexMetrics.COVERAGE).tag("target", target).summary();
  }

  @Test
  void whatIsErasedIsErasedInEveryIndex() {
    ground.routes().begin(twin.creatorUid, RouteGround.NEXT, "test");
    Map<String, String> tenant = Map.of("tenant", "creator:" + twin.creator);
    assertThat(jobs.run("backfill", tenant).state()).isEqualTo(State.DONE);
    NamespaceVectors all =
        new AllIndexes(List.of(index.store, ground.store))
            .maintenance("test", "erase")
            .namespace(twin.namespace());
    NamespaceVectors second = ground.store.maintenance("test", "look").namespace(twin.namespace());
    assertThat(RouteGround.listed(second)).as("positive control").isPositive();
    assertThat(RouteGround.listed(all))
        .isEqualTo(index.stored(twin.namespace()).size() + RouteGround.listed(second));
    try (Work work = index.admissions.admitAll(List.of(twin.twinUid)).orElseThrow()) {
      all.drop(work);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    assertThat(RouteGround.listed(second)).isZero();
    assertThat(index.stored(twin.namespace())).isEmpty();
  }

  /** Who waits for a revision is told of the side that answers. */
  private void assertSearchableIn(String target) {
    Freshness freshness =
        new Freshness(
            index.ledger.scopes(),
            Map.of(
                IndexUnderTest.TARGET, visibility(index.store, 384),
                RouteGround.NEXT, visibility(ground.store, ground.model.dimension())),
            tenant ->
                ground
                    .view()
                    .forReading(tenant)
                    .map(Route::answering)
                    .orElse(IndexUnderTest.TARGET),
            index.lot);
    await()
        .atMost(IndexUnderTest.PATIENCE)
        .untilAsserted(
            () ->
                assertThat(
                        freshness.await(twin.uid("s1"), 2, Duration.ofSeconds(5), FreshnessIT.ANY))
                    .matches(Freshness.State::searchable)
                    .matches(state -> state.row().orElseThrow().key().target().equals(target)));
  }

  private static Visibility visibility(VectorStore store, int dimension) {
    return new Visibility(store, Duration.ofSeconds(5), new Watermarks(1, dimension));
  }

  private long debts() {
    return ground.debts().count(twin.creatorUid);
  }

  private void move(Stage stage) {
    Route moved = ground.routes().move(twin.creatorUid, stage, "test");
    assertThat(moved.stage()).isEqualTo(stage);
  }

  /** What was put off is paid by itself; from then on nothing stands in the way. */
  private void moveUnderLoad(Stage stage) {
    await().atMost(IndexUnderTest.PATIENCE).until(() -> debts() == 0);
    move(stage);
  }

  private Optional<LedgerRow> next(UUID uid) {
    RowKey key = new RowKey(uid, RouteGround.NEXT);
    return Optional.ofNullable(index.ledger.read(List.of(key)).get(key));
  }

  private void assertInStepAtNext(LedgerRow row) {
    var stored =
        ground
            .store
            .maintenance("test", "look")
            .namespace(twin.namespace())
            .fetch(row.ids(), Deadline.after(Ticker.system(), Duration.ofSeconds(10)));
    assertThat(stored.keySet()).isEqualTo(row.ids()).isNotEmpty();
    assertThat(stored.values())
        .allSatisfy(vector -> assertThat(vector.metadata().text("model")).hasValue("other"));
  }

  private void write() {
    for (int revision = 2; running.get(); revision++) {
      for (int source = 0; source < SOURCES; source++) {
        twin.put("s" + source, revision, Texts.of(source + 50 * revision, 20));
      }
      written.set(revision);
      int at = revision;
      await()
          .atMost(IndexUnderTest.PATIENCE)
          .until(() -> !running.get() || reached(twin.uid("s0"), at));
    }
  }

  private boolean reached(UUID uid, int revision) {
    return index.row(uid).filter(row -> row.revision() >= revision).isPresent()
        || next(uid).filter(row -> row.revision() >= revision).isPresent();
  }

  private void read() {
    try (FanOut fanOut =
        new FanOut(
            new NamespaceSearch(index.writer::isFenced, Ticker.system()),
            Ticker.system(),
            Duration.ofSeconds(5),
            4)) {
      Principal principal =
          new Principal(
              "k", Set.of(Role.READER), Optional.of(new CreatorId(twin.creator)), Set.of());
      RoutedSearch search = ground.search(index, fanOut);
      while (running.get()) {
        Place place =
            new Places(index.registry, index.writer::isFenced)
                .twin(principal, new TwinId(twin.twin));
        RoutedSearch.Answer answer = search.ask(place, "a question", 3);
        String name = answer.target();
        Reply outcome = answer.reply();
        boolean any = outcome instanceof Reply.Answered given && given.found().size() == 3;
        if (any) {
          answered.computeIfAbsent(name, n -> new AtomicInteger()).incrementAndGet();
        } else {
          wrong.add(name + " " + outcome);
        }
      }
    }
  }

  private void awaitAnswers(String target) {
    int before = answered.computeIfAbsent(target, n -> new AtomicInteger()).get();
    await().atMost(IndexUnderTest.PATIENCE).until(() -> answered.get(target).get() >= before + 10);
  }
}
