package io.palimpsest.reembed.route;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import io.palimpsest.fencing.Ticker;
import io.palimpsest.local.stack.Part;
import io.palimpsest.local.stack.SharedStack;
import io.palimpsest.messaging.proof.RecordSigner;
import io.palimpsest.messaging.proof.SigningKey;
import io.palimpsest.reembed.change.Change;
import io.palimpsest.reembed.change.Entity;
import io.palimpsest.reembed.change.Lane;
import io.palimpsest.reembed.change.SampleEntities;
import io.palimpsest.reembed.index.Outcome;
import io.palimpsest.reembed.index.Task;
import io.palimpsest.topic.Authorship;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Batches and a route's moves at once (R27). */
class MovesMeanwhileIT {
  private static final String OLD = "old";
  private static final String NEXT = "next";
  private static final Outcome WRITTEN = new Outcome.Unchanged(1);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Entity entity = SampleEntities.source("guide", UUID.randomUUID());
  private final Task task = new Task(change(entity), Lane.LIVE);
  private MongoClient client;
  private Debts debts;
  private Routes routes;
  private boolean isNextDown;
  private Runnable meanwhile = () -> {};

  @BeforeEach
  void open() throws InterruptedException {
    client = MongoClients.create(SharedStack.with(Part.DOCUMENTS).mongoUri("reembed"));
    MongoDatabase database = client.getDatabase("m" + UUID.randomUUID().toString().substring(9));
    debts = new Debts(database);
    RouteNews news =
        new RouteNews(RecordSigner.of(SigningKey.generate(Authorship.REEMBED)), new SecureRandom());
    routes = new Routes(database, debts, OLD, Set.of(OLD, NEXT), Clock.systemUTC(), news);
  }

  @AfterEach
  void close() {
    threads.close();
    client.close();
  }

  @Test
  void aBatchWhoseRouteMovedIsDoneAgainBeforeAnythingOfItIsTold() throws Exception {
    routes.backfilled(routes.begin(entity.tenant(), NEXT, "test"));
    meanwhile = () -> routes.move(entity.tenant(), Stage.SHADOW, "test");

    assertThat(batches().run(List.of(task)))
        .containsEntry(task, new Outcome.Later("route.moved", Duration.ZERO));
    meanwhile = () -> {};

    assertThat(batches().run(List.of(task))).as("positive control").containsEntry(task, WRITTEN);
  }

  /** However the two meet: a side that lacks a change that was told as written never answers. */
  @Test
  void aSideThatLacksWhatWasToldNeverAnswers() throws Exception {
    int moved = 0;
    int refused = 0;
    for (int round = 0; round < 150; round++) {
      Task now = new Task(change(SampleEntities.source("guide", UUID.randomUUID())), Lane.LIVE);
      UUID tenant = now.change().entity().tenant();
      routes.backfilled(routes.begin(tenant, NEXT, "test"));
      routes.move(tenant, Stage.SHADOW, "test");
      isNextDown = true;
      CyclicBarrier together = new CyclicBarrier(2);
      RoutedBatches batches = batches();
      Future<Outcome> written =
          threads.submit(
              () -> {
                together.await();
                return batches.run(List.of(now)).get(now);
              });
      together.await();
      boolean isLive = moves(tenant);

      boolean told = written.get() instanceof Outcome.Final;
      assertThat(isLive && told && debts.count(tenant) > 0).as("round %s", round).isFalse();
      moved += isLive ? 1 : 0;
      refused += isLive ? 0 : 1;
    }
    System.out.printf("moves beside a batch: done %d, refused %d%n", moved, refused);
    assertThat(moved).as("positive control: moves that were done").isPositive();
    assertThat(refused).as("positive control: moves that were refused").isPositive();
  }

  private boolean moves(UUID tenant) {
    try {
      routes.move(tenant, Stage.LIVE, "test");
      return true;
    } catch (RefusedMoveException e) {
      return false;
    }
  }

  private RoutedBatches batches() {
    return new RoutedBatches(
        Map.of(
            OLD,
            tasks -> {
              meanwhile.run();
              return Map.of(tasks.getFirst(), WRITTEN);
            },
            NEXT,
            tasks ->
                Map.of(
                    tasks.getFirst(),
                    isNextDown ? new Outcome.Later("store.down", Duration.ZERO) : WRITTEN)),
        OLD,
        new RouteView(routes, Ticker.system(), Duration.ofSeconds(1)),
        debts,
        new SecondRules(Duration.ZERO, Duration.ofSeconds(1)),
        Ticker.system());
  }

  private static Change change(Entity entity) {
    return new Change(entity, 1, Optional.empty());
  }
}
