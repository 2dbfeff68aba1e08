package io.palimpsest.reembed.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.palimpsest.event.ScopeType;
import io.palimpsest.event.VectorsChanged;
import io.palimpsest.fencing.Admission;
import io.palimpsest.fencing.Drained;
import io.palimpsest.fencing.FenceLog;
import io.palimpsest.fencing.FenceProofs;
import io.palimpsest.fencing.Work;
import io.palimpsest.local.stack.Relay;
import io.palimpsest.messaging.Decoded;
import io.palimpsest.messaging.TopicFollower;
import io.palimpsest.messaging.TopicLog;
import io.palimpsest.reembed.app.IndexMetrics;
import io.palimpsest.reembed.change.Origin;
import io.palimpsest.reembed.park.ParkedRecord;
import io.palimpsest.reembed.park.Parking;
import io.palimpsest.reembed.park.ParkingLot;
import io.palimpsest.reembed.park.Payload;
import io.palimpsest.reembed.repair.Reconcile;
import io.palimpsest.topic.Topic;
import io.palimpsest.vectorstore.NamespaceVectors;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is kept beside vectors and rows is written by a work, too. */
class AdmissionIT {
  private IndexUnderTest index;
  private FenceLog fences;

  @BeforeEach
  void start() throws Exception {
    index = new IndexUnderTest(new FreeEmbedder());
    fences =
        FenceLog.connect(
            Ground.BOUNDS,
            index.ground.publisher,
            index.ground.kafka,
            index.ground.codec,
            new FenceProofs(index.ground.verifier(), 0, 0));
  }

  @AfterEach
  void stop() {
    fences.close();
    index.close();
  }

  @Test
  void whatIsFencedBeforeItIsParkedIsDroppedAndCounted() {
    Twin stranger = new Twin(index.ground.publisher);
    index.crashes.meanwhile(Step.Name.ANNOUNCE, () -> fenceAndKnow(stranger.uid("guide")));
    stranger.put("guide", 1, Texts.of(1, 12));
    await()
        .atMost(IndexUnderTest.PATIENCE)
        .until(() -> index.meters.counter(IndexMetrics.EVENTS, "outcome", "refused").count() > 0);
    assertThat(index.crashes.fired).hasValue(1);
    stranger.put("other", 1, Texts.of(2, 12));
    await()
        .atMost(IndexUnderTest.PATIENCE)
        .until(() -> index.lot.count(List.of(stranger.uid("other"))) == 1);
    assertThat(index.lot.count(List.of(stranger.uid("guide")))).isZero();
    await().atMost(IndexUnderTest.PATIENCE).until(() -> index.channel.unfinished() == 0);
  }

  @Test
  void whatIsFencedBeforeItIsAnnouncedIsAnnouncedToNobody() throws Exception {
    Twin twin = index.twin();
    Set<UUID> told = ConcurrentHashMap.newKeySet();
    try (TopicFollower<VectorsChanged> follower =
        new TopicLog(index.ground.kafka.withClientId("announced"), index.ground.codec)
            .follow(
                Topic.VECTORS,
                VectorsChanged.class,
                record -> {
                  if (record.value() instanceof Decoded.Event<VectorsChanged>(var event)) {
                    told.add(event.getUid());
                  }
                })) {
      // What comes before its tenant is known is set aside, and that is announced, too.
      twin.put("known", 1, Texts.of(0, 12));
      index.awaitRevision(twin.uid("known"), 1);
      await().atMost(IndexUnderTest.PATIENCE).until(() -> index.channel.unfinished() == 0);
      index.crashes.meanwhile(Step.Name.ANNOUNCE, () -> fenceAndKnow(twin.uid("guide")));
      twin.put("guide", 1, Texts.of(1, 12));
      index.awaitRevision(twin.uid("guide"), 1);
      await().atMost(IndexUnderTest.PATIENCE).until(() -> index.channel.unfinished() == 0);
      assertThat(index.crashes.fired).hasValue(1);
      twin.put("other", 1, Texts.of(2, 12));
      await().atMost(IndexUnderTest.PATIENCE).until(() -> told.contains(twin.uid("other")));
      follower.awaitEnd(IndexUnderTest.PATIENCE);
      assertThat(told).doesNotContain(twin.uid("guide"));
    }
  }

  @Test
  void poisonOfAFencedEntityIsDroppedAndThatOfAnotherIsParked() {
    UUID fenced = UUID.randomUUID();
    fenceAndKnow(fenced);
    publishPoison(fenced.toString());
    publishPoison(UUID.randomUUID().toString());
    await()
        .atMost(IndexUnderTest.PATIENCE)
        .until(() -> index.meters.counter(IndexMetrics.EVENTS, "outcome", "erased").count() > 0);
    await().atMost(IndexUnderTest.PATIENCE).until(() -> index.lot.count() == 1);
    await().atMost(IndexUnderTest.PATIENCE).until(() -> index.channel.unfinished() == 0);
    assertThat(index.lot.count()).isEqualTo(1);
  }

  @Test
  void findingsOfAFencedSourceAreNotKept() {
    Twin twin = index.twin();
    for (String source : List.of("guide", "other")) {
      twin.put(source, 1, Texts.of(1, 20));
      index.awaitRevision(twin.uid(source), 1);
    }
    try (Work work = ((Admission.Admitted) index.admissions.now(List.of(twin.twinUid))).work()) {
      NamespaceVectors space = index.store.maintenance("test", "drift").namespace(twin.namespace());
      space.deleteIds(List.copyOf(index.stored(twin.namespace()).keySet()), work);
    }
    fenceAndKnow(twin.uid("guide"));
    try (JobsUnderTest jobs = new JobsUnderTest(index)) {
      jobs.run(Reconcile.NAME, Map.of());
      assertThat(jobs.findings.count(List.of(twin.uid("other")))).isPositive();
      assertThat(jobs.findings.count(List.of(twin.uid("guide")))).isZero();
    }
  }

  @Test
  void aDrainWaitsForACallThatStallsAndGoesOnAtItsDeadline() throws Exception {
    URI documents = URI.create(index.ground.stack.mongoUri("reembed"));
    try (Relay relay = new Relay(documents.getAuthority());
        MongoClient client = MongoClients.create("mongodb://" + relay.host())) {
      Parking parking =
          new Parking(
              new ParkingLot(client.getDatabase(index.database.getName())), index.admissions);
      UUID uid = UUID.randomUUID();
      assertThat(parking.put(record(1, uid))).isEmpty();
      assertThat(index.lot.count(List.of(uid))).isEqualTo(1);

      relay.stall();
      long began = System.nanoTime();
      CompletableFuture<?> put = CompletableFuture.runAsync(() -> parking.put(record(2, uid)));
      await().atMost(IndexUnderTest.PATIENCE).until(() -> relay.held() > 0);
      long sequence = fences.fence(uid, ScopeType.SOURCE, "er_test").join();
      CompletableFuture<Drained> drain = fences.drain(sequence, "er_test");

      assertThatExceptionOfType(CompletionException.class)
          .isThrownBy(put::join)
          .withCauseInstanceOf(MongoException.class);
      Duration took = Duration.ofNanos(System.nanoTime() - began);
      assertThat(took).isLessThan(Ground.BOUNDS.deadline().plusSeconds(20));
      assertThat(drain.isDone()).as("before its landing bound").isFalse();
      Drained drained = drain.get(90, TimeUnit.SECONDS);
      assertThat(drained.evicted()).as("the writer said so itself").isEmpty();
      assertThat(drained.observed()).isNotEmpty();
    }
  }

  private void fenceAndKnow(UUID uid) {
    long unused = fences.fence(uid, ScopeType.SOURCE, "er_test").join();
    await().atMost(IndexUnderTest.PATIENCE).until(() -> index.writer.isFenced(List.of(uid)));
  }

  private void publishPoison(String key) {
    index
        .ground
        .publisher
        .publishRaw(Topic.SOURCES, key, new byte[] {7, 1, 2, 3, 4, 5}, Map.of())
        .join();
  }

  private static ParkedRecord record(long offset, UUID uid) {
    return new ParkedRecord(
        new Origin(Topic.SOURCES, 0, offset),
        uid.toString(),
        "test",
        List.of(uid),
        1,
        Payload.asItCame(new byte[] {1}),
        Instant.now());
  }
}
