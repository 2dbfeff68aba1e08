package io.palimpsest.ingest.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import io.palimpsest.event.ScopeType;
import io.palimpsest.fencing.Drained;
import io.palimpsest.fencing.FenceBounds;
import io.palimpsest.fencing.FenceLog;
import io.palimpsest.fencing.FenceProofs;
import io.palimpsest.fencing.Writer;
import io.palimpsest.ingest.entry.Refusal;
import io.palimpsest.ingest.entry.Seen;
import io.palimpsest.ingest.inbox.ParkedSubmission;
import io.palimpsest.ingest.inbox.Submissions;
import io.palimpsest.ingest.store.FenceMark;
import io.palimpsest.ingest.testing.Announced;
import io.palimpsest.ingest.testing.RealParts;
import io.palimpsest.ingest.vault.Vault;
import io.palimpsest.ingest.write.GuardedWork;
import io.palimpsest.local.stack.Relay;
import io.palimpsest.messaging.EventPublisher;
import io.palimpsest.topic.Topic;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A store that stalls holds nobody up for longer than a call may last. */
@QuarkusTest
@QuarkusTestResource(RealParts.class)
class DeadlinesIT {
  private static final Duration DEFAULT = Duration.ofSeconds(1);

  @ConfigProperty(name = "quarkus.mongodb.connection-string")
  String documents;

  @Inject Vault vault;
  @Inject GuardedWork guarded;
  @Inject Writer writer;
  @Inject FenceProofs proofs;
  @Inject FenceConfig fence;

  private Relay relay;
  private MongoClient client;
  private MongoDatabase database;

  @BeforeEach
  void connect() throws Exception {
    relay = new Relay(URI.create(documents).getAuthority());
    client = MongoClients.create("mongodb://" + relay.host());
    database = new Stores().database(client, "stalled", DEFAULT);
  }

  @AfterEach
  void disconnect() throws Exception {
    relay.mend();
    client.close();
    relay.close();
  }

  @Test
  void aCallWithoutAWorkEndsAtTheDefault() {
    FenceMark mark = new FenceMark(database);
    mark.keep(7);
    assertThat(mark.read()).isEqualTo(7);

    relay.stall();
    long began = System.nanoTime();
    assertThatExceptionOfType(MongoException.class).isThrownBy(mark::read);
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(DEFAULT.plusSeconds(20));
    assertThat(relay.held()).isPositive();
  }

  @Test
  void aWorkThatStallsEndsAtItsDeadlineAndTheDrainGoesOn() throws Exception {
    Submissions submissions = new Submissions(database, vault, Duration.ofDays(1));
    UUID uid = UUID.randomUUID();
    park(submissions, uid);
    assertThat(submissions.count()).isPositive();

    relay.stall();
    long began = System.nanoTime();
    CompletableFuture<?> parking = CompletableFuture.runAsync(() -> park(submissions, uid));
    await().atMost(Duration.ofSeconds(90)).until(() -> relay.held() > 0);
    FenceBounds bounds = new FenceBounds(fence.lease(), fence.deadline(), fence.landing());
    try (EventPublisher publisher = Announced.publisher();
        FenceLog fences =
            FenceLog.connect(bounds, publisher, Announced.kafka(), Announced.codec(), proofs)) {
      long sequence = fences.fence(uid, ScopeType.ITEM, "er_test").join();
      CompletableFuture<Drained> drain = fences.drain(sequence, "er_test");

      assertThatExceptionOfType(CompletionException.class).isThrownBy(parking::join);
      assertThat(Duration.ofNanos(System.nanoTime() - began))
          .isLessThan(bounds.deadline().plusSeconds(20));
      assertThat(drain.get(60, TimeUnit.SECONDS).observed()).isNotEmpty();
      assertThat(writer.isFenced(List.of(uid))).isTrue();
    }
  }

  private void park(Submissions submissions, UUID uid) {
    boolean unused =
        guarded.run(
            List.of(uid),
            work -> {
              submissions.park(parked(uid), work);
              return true;
            });
  }

  private static ParkedSubmission parked(UUID uid) {
    return new ParkedSubmission(
        UUID.randomUUID(),
        new ParkedSubmission.Place(Topic.INBOX_PORTFOLIO, 0, 7, "key"),
        Refusal.of(400, "undecodable.test", "The record is no such event."),
        null,
        List.of(uid),
        Optional.of(new byte[] {1}),
        Seen.NOTHING,
        Instant.now());
  }
}
