package io.palimpsest.reembed.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.palimpsest.event.ScopeRef;
import io.palimpsest.event.ScopeType;
import io.palimpsest.event.TenantChange;
import io.palimpsest.event.TenantChanged;
import io.palimpsest.fencing.FenceBounds;
import io.palimpsest.fencing.FenceLog;
import io.palimpsest.fencing.FenceProofs;
import io.palimpsest.fencing.Writer;
import io.palimpsest.fencing.WriterSettings;
import io.palimpsest.local.stack.LocalStack;
import io.palimpsest.local.stack.Part;
import io.palimpsest.local.stack.RunningStack;
import io.palimpsest.messaging.EventCodec;
import io.palimpsest.messaging.EventPublisher;
import io.palimpsest.messaging.KafkaSettings;
import io.palimpsest.messaging.RegistryEventCodec;
import io.palimpsest.messaging.Replication;
import io.palimpsest.messaging.TopicFollower;
import io.palimpsest.messaging.Topics;
import io.palimpsest.messaging.proof.RecordSigner;
import io.palimpsest.messaging.proof.RecordVerifier;
import io.palimpsest.messaging.proof.TrustedKeys;
import io.palimpsest.reembed.change.Arrivals;
import io.palimpsest.tenancy.Registry;
import io.palimpsest.topic.Topic;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever lies on the topics of tenants, fences and writers, who follows them goes on behind it,
 * or stops and says so. A broker of its own for each test: what blocks does so for good.
 */
class OddRecordsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final FenceBounds BOUNDS =
      new FenceBounds(Duration.ofSeconds(2), Duration.ofSeconds(1), Duration.ofMillis(300));
  private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.MILLIS);

  private final Registry registry = new Registry();
  private final AtomicInteger refused = new AtomicInteger();
  private RunningStack stack;
  private KafkaSettings kafka;
  private EventCodec codec;
  private EventPublisher publisher;
  private OddRecords odd;

  @BeforeEach
  void start(@TempDir Path state) throws InterruptedException {
    stack = LocalStack.in(state).with(Part.BROKER, Part.REGISTRY).start();
    URI schemas = URI.create(stack.registryUrl());
    kafka = KafkaSettings.of(stack.bootstrapServers(), "odd-test");
    try (Topics topics = Topics.connect(kafka, schemas, Replication.LOCAL)) {
      topics.apply();
    }
    codec = RegistryEventCodec.connect(schemas, false);
    RecordSigner signer = RecordSigner.read(stack.secrets().signingKeys());
    publisher = EventPublisher.connect(kafka, codec, signer);
    odd = new OddRecords(stack.bootstrapServers(), signer);
  }

  @AfterEach
  void stop() {
    odd.close();
    publisher.close();
    stack.close();
  }

  @Test
  void tenantsBehindOddRecordsAreKnown() throws Exception {
    byte[] good = codec.encode(Topic.TENANTS, tenant(UUID.randomUUID()));
    byte[] foreign = codec.encode(Topic.WRITERS, OddRecords.statement(UUID.randomUUID()));
    try (TopicFollower<TenantChanged> tenants = followTenants()) {
      int written = odd.write(Topic.TENANTS, good, foreign, true);
      written += odd.write(Topic.TENANTS, good, foreign, false);
      UUID behind = UUID.randomUUID();
      publisher.publish(Topic.TENANTS, behind.toString(), tenant(behind)).get();

      tenants.awaitEnd(PATIENCE);

      assertThat(written).isGreaterThanOrEqualTo(100);
      assertThat(refused).as("records that nobody proved").hasPositiveValue();
      assertThat(registry.stateOf(behind)).isEqualTo(Registry.State.LIVE);
      assertThat(tenants.failure()).isEmpty();
    }
    try (TopicFollower<TenantChanged> again = followTenants()) {
      again.awaitEnd(PATIENCE);
      assertThat(again.failure()).as("a restart reads the same records").isEmpty();
    }
  }

  @Test
  void fencesAndWritersBehindOddRecordsOfTheirAuthorsAreObeyed() throws Exception {
    byte[] statement = codec.encode(Topic.WRITERS, OddRecords.statement(UUID.randomUUID()));
    byte[] fence = codec.encode(Topic.ERASURE_FENCES, OddRecords.fence(UUID.randomUUID()));
    try (Writer writer = startWriter();
        FenceLog log = FenceLog.connect(BOUNDS, publisher, kafka, codec, proofs())) {
      int fences = odd.write(Topic.ERASURE_FENCES, fence, statement, true);
      int writers = odd.write(Topic.WRITERS, statement, fence, true);
      UUID uid = UUID.randomUUID();

      long sequence = log.fence(uid, ScopeType.SOURCE, "er_odd").get(60, TimeUnit.SECONDS);
      log.drain(sequence, "er_odd").get(120, TimeUnit.SECONDS);

      assertThat(fences).isGreaterThanOrEqualTo(50);
      assertThat(writers).isGreaterThanOrEqualTo(50);
      assertThat(writer.awaitLease(PATIENCE)).isTrue();
      assertThat(writer.isFenced(List.of(uid))).isTrue();
      assertThat(writer.obstacle()).isEmpty();
      assertThat(log.obstacle()).isEmpty();
    }
  }

  @Test
  void aTombstoneThatNobodyProvedBlocksTheLeaseAndIsNamed() throws Exception {
    try (Writer writer = startWriter()) {
      assertThat(writer.awaitLease(PATIENCE)).isTrue();

      long offset = odd.tombstone(Topic.ERASURE_FENCES, "x");

      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> assertThat(writer.obstacle()).get().asString().contains("offset " + offset));
      await().atMost(PATIENCE).until(() -> !writer.leased());
    }
  }

  @Test
  void aStatementThatNobodyProvedStopsTheRollCallAndIsNamed() throws Exception {
    try (FenceLog log = FenceLog.connect(BOUNDS, publisher, kafka, codec, proofs())) {
      long offset = odd.tombstone(Topic.WRITERS, "x");

      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> assertThat(log.obstacle()).get().asString().contains("offset " + offset));
    }
  }

  private TopicFollower<TenantChanged> followTenants() {
    return new Messaging().tenants(kafka, codec, verifier(), registry, new Arrivals());
  }

  private Writer startWriter() {
    WriterSettings settings =
        new WriterSettings("odd-test", BOUNDS, BOUNDS.lease().dividedBy(4), Duration.ofMillis(1));
    return Writer.start(settings, publisher, kafka, codec, proofs());
  }

  private FenceProofs proofs() {
    return new FenceProofs(verifier(), 0, 0);
  }

  private RecordVerifier verifier() {
    return new RecordVerifier(
        TrustedKeys.read(stack.secrets().trustedKeys()),
        (topic, reason) -> refused.incrementAndGet());
  }

  private static TenantChanged tenant(UUID uid) {
    return new TenantChanged(
        UUID.randomUUID(),
        uid,
        List.of(new ScopeRef(ScopeType.CREATOR, "c" + uid.toString().substring(0, 8), uid)),
        1L,
        TenantChange.REGISTERED,
        null,
        NOW,
        "test");
  }
}
