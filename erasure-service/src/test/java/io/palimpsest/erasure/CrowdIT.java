package io.palimpsest.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.palimpsest.erasure.model.Demand;
import io.palimpsest.erasure.model.ErasureRequest;
import io.palimpsest.erasure.model.JournalLine;
import io.palimpsest.erasure.model.Requests;
import io.palimpsest.erasure.model.Standing;
import io.palimpsest.erasure.model.State;
import io.palimpsest.erasure.phase.Resolution;
import io.palimpsest.erasure.phase.Samples;
import io.palimpsest.erasure.saga.SagaSettings;
import io.palimpsest.erasure.watch.Metrics;
import io.palimpsest.event.ErasureTask;
import io.palimpsest.event.ScopeType;
import io.palimpsest.messaging.Decoded;
import io.palimpsest.messaging.TopicFollower;
import io.palimpsest.messaging.TopicLog;
import io.palimpsest.messaging.TopicRecord;
import io.palimpsest.topic.WorkTopic;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Very many requests that are open at once, on real stores: all are confirmed, few are in work at a
 * time, the most urgent first, in a heap that does not grow with them.
 */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
@EnabledIfSystemProperty(named = "palimpsest.full", matches = "true")
class CrowdIT extends ErasureStack {
  private static final int REQUESTS = Integer.getInteger("palimpsest.crowd", 10_000);
  private static final long MEGABYTE = 1 << 20;
  private static final long MAY_GROW = 32 * MEGABYTE;

  /** Nobody looks at a request before: so all of them are there when the first is taken. */
  private static final Instant LATER = Instant.parse("9000-01-01T00:00:00Z");

  private static final Bson CROWD = Filters.eq("created_at", Date.from(LATER));

  @Inject Requests requests;
  @Inject SagaSettings saga;
  @Inject MeterRegistry meters;
  @Inject MongoClient mongo;

  @ConfigProperty(name = "quarkus.mongodb.database")
  String database;

  private final List<Long> heap = new ArrayList<>();
  private double mostAtOnce;
  private long confirmedBefore;

  @Test
  void allAreConfirmedFewAtATimeTheMostUrgentFirstInAHeapThatDoesNotGrow() {
    participants.close();
    Instant first = Instant.now().minus(Duration.ofDays(1));
    List<UUID> byUrgency = IntStream.range(0, REQUESTS).mapToObj(any -> UUID.randomUUID()).toList();
    List<Integer> shuffled = new ArrayList<>(IntStream.range(0, REQUESTS).boxed().toList());
    Collections.shuffle(shuffled, new Random(7));
    shuffled.forEach(rank -> accept(byUrgency.get(rank), first.plusSeconds(rank)));

    confirmedBefore = confirmedEver();
    long began = System.nanoTime();
    TopicLog log = new TopicLog(kafka, codec);
    List<TopicFollower<ErasureTask>> answering =
        WorkTopic.ours().stream()
            .map(topic -> log.follow(topic, ErasureTask.class, this::answer))
            .toList();
    try {
      answering.forEach(follower -> follower.awaitEnd(Duration.ofSeconds(90)));
      wakeAll();
      Awaitility.await()
          .atMost(Duration.ofMinutes(60))
          .pollInterval(Duration.ofMillis(200))
          .until(() -> confirmed() == REQUESTS);
    } finally {
      answering.forEach(TopicFollower::close);
    }
    System.out.printf(
        "%,d requests confirmed in %.0f s, at most %.0f at once; heap after a collection, MB: %s%n",
        REQUESTS,
        (System.nanoTime() - began) / 1e9,
        mostAtOnce,
        heap.stream().map(bytes -> bytes / MEGABYTE).toList());

    assertThat(mostAtOnce).isBetween(1.0, (double) saga.concurrency());
    assertThat(heap.getLast() - heap.getFirst()).isLessThan(MAY_GROW);
    List<ErasureRequest> ended =
        byUrgency.stream().map(id -> requests.find(id).orElseThrow()).toList();
    assertThat(ended)
        .allSatisfy(request -> assertThat(request.state()).isInstanceOf(State.ConfirmedLive.class));
    assertThat(displaced(ended)).isLessThanOrEqualTo(REQUESTS / 100);
  }

  private void accept(UUID id, Instant receivedAt) {
    String name = creator + "-" + id;
    ingest.creator(name, List.of(), 0);
    ErasureRequest sample = Samples.received(ScopeType.CREATOR, Standing.OWNER, false);
    Demand demand =
        new Demand(
            ScopeType.CREATOR,
            List.of(name),
            sample.demand().reason(),
            "owner",
            Standing.OWNER,
            receivedAt,
            null,
            false,
            sample.demand().options());
    String ref = "er_" + id.toString().replace("-", "").substring(0, 24);
    requests.insert(Resolution.received(id, ref, sample.identity(), demand, LATER));
  }

  private void wakeAll() {
    stored().updateMany(CROWD, Updates.set("next_at", Date.from(Instant.now())));
  }

  /** They would be the newest of every list of another test. */
  @AfterEach
  void forget() {
    stored().deleteMany(CROWD);
  }

  /**
   * Requests that were confirmed by now, by the meter: to count documents is to read all of them.
   * Looks at heap and requests in work on the way.
   */
  private long confirmed() {
    mostAtOnce = Math.max(mostAtOnce, meters.get(Metrics.IN_WORK).gauge().value());
    long confirmed = confirmedEver() - confirmedBefore;
    if (confirmed * 10 / REQUESTS > heap.size()) {
      heap.add(usedAfterCollection());
    }
    return confirmed;
  }

  private long confirmedEver() {
    return meters.find(Metrics.DURATION).tag("state", "confirmed_live").timers().stream()
        .mapToLong(Timer::count)
        .sum();
  }

  private MongoCollection<Document> stored() {
    return mongo.getDatabase(database).getCollection("erasure_requests");
  }

  private static long usedAfterCollection() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  /** Requests that were taken up more than two rounds of places before or after their turn. */
  private long displaced(List<ErasureRequest> byUrgency) {
    List<Integer> asTaken =
        IntStream.range(0, REQUESTS)
            .boxed()
            .sorted(Comparator.comparing(rank -> taken(byUrgency.get(rank))))
            .toList();
    return IntStream.range(0, REQUESTS)
        .filter(turn -> Math.abs(asTaken.get(turn) - turn) > 2 * saga.concurrency())
        .count();
  }

  private static Instant taken(ErasureRequest request) {
    return request.journal().stream()
        .filter(line -> line.what().equals("planned"))
        .map(JournalLine::at)
        .findFirst()
        .orElseThrow();
  }

  /** Keeps nothing: what is measured is the service. */
  private void answer(TopicRecord<ErasureTask> heard) {
    if (heard.value() instanceof Decoded.Event<ErasureTask>(ErasureTask task)) {
      receipts.publish(StubParticipants.done(task));
    }
  }
}
