package io.palimpsest.fencing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.palimpsest.event.ScopeFenced;
import io.palimpsest.event.ScopeType;
import io.palimpsest.event.WriterEvicted;
import io.palimpsest.event.WriterStatement;
import io.palimpsest.messaging.proof.RecordSigner;
import io.palimpsest.messaging.proof.Signable;
import io.palimpsest.messaging.proof.SigningKey;
import io.palimpsest.topic.Authorship;
import io.palimpsest.topic.Topic;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a stranger writes to the fences and the roll: it is neither obeyed nor passed over. */
class ForgedFencesIT {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  /** Several renewals: in this time a writer with nothing in its way has its lease. */
  private static final Duration LONG_ENOUGH = Duration.ofSeconds(4);

  private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.MILLIS);

  /** A broker of its own for each test: what is forged stays on the topic and blocks for good. */
  private static FenceStack stack;

  @BeforeEach
  void start(@TempDir Path state) throws InterruptedException {
    stack = new FenceStack(state);
  }

  @AfterEach
  void stop() {
    stack.close();
  }

  @Test
  void anUnprovenFenceBlocksTheLeaseAndIsNotObeyed() throws Exception {
    UUID uid = UUID.randomUUID();
    byte[] value = stack.encoded(Topic.ERASURE_FENCES, fence(uid));
    UUID other = UUID.randomUUID();
    Map<String, byte[]> forgeries = forgeries(Topic.ERASURE_FENCES, uid, other, value);
    Writer leased = stack.leasedWriter();

    long next = -1;
    for (Map.Entry<String, byte[]> forgery : forgeries.entrySet()) {
      long offset = forge(Topic.ERASURE_FENCES, uid, value, forgery.getValue());
      try (Writer writer = stack.startWriter(offset, 0)) {
        assertBlocked(writer, offset, forgery.getKey());
      }
      next = offset + 1;
    }

    try (Writer blocked = stack.startWriter(next - 1, 0)) {
      assertThat(blocked.awaitLease(LONG_ENOUGH)).as("however long it waits").isFalse();
    }
    assertThat(leased.leased()).as("a writer that was at work").isFalse();
    assertThat(leased.isFenced(List.of(uid))).isFalse();
    leased.close();
    try (Writer control = stack.startWriter(next, 0)) {
      assertThat(control.awaitLease(PATIENCE)).isTrue();
      assertThat(control.isFenced(List.of(uid))).as("from before records were signed").isTrue();
    }
  }

  @Test
  void anUnprovenStatementAboutAWriterBlocksTheLease() throws Exception {
    UUID victim = UUID.randomUUID();
    WriterStatement evicted = new WriterStatement(victim, NOW, new WriterEvicted("er_forged"));
    byte[] value = stack.encoded(Topic.WRITERS, evicted);
    Map<String, byte[]> forgeries = forgeries(Topic.WRITERS, victim, UUID.randomUUID(), value);
    forgeries.remove("another service's");

    for (Map.Entry<String, byte[]> forgery : forgeries.entrySet()) {
      for (byte[] body : new byte[][] {value, null}) {
        long offset = forge(Topic.WRITERS, victim, body, forgery.getValue());
        try (Writer writer = stack.startWriter(Long.MAX_VALUE, offset)) {
          assertBlocked(writer, offset, forgery.getKey());
        }
      }
    }
  }

  /** The writer stands at this record, by its own words, and has no lease: for good. */
  private static void assertBlocked(Writer writer, long offset, String forgery) {
    await()
        .alias(forgery)
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(writer.obstacle()).get().asString().contains("offset " + offset));
    assertThat(writer.leased()).as(forgery).isFalse();
  }

  private static Map<String, byte[]> forgeries(Topic topic, UUID key, UUID otherKey, byte[] value) {
    RecordSigner erasure = stack.signer(Authorship.ERASURE);
    byte[] flipped = proof(erasure, topic, key, value);
    flipped[30] ^= 1;
    byte[] shorter = value.clone();
    shorter[shorter.length - 1] ^= 1;
    Map<String, byte[]> forgeries = new LinkedHashMap<>();
    forgeries.put("unsigned", null);
    forgeries.put("no proof", new byte[] {1, 2, 3});
    forgeries.put(
        "a stranger's",
        proof(RecordSigner.of(SigningKey.generate(Authorship.ERASURE)), topic, key, value));
    forgeries.put("another service's", otherService(key, value));
    forgeries.put("another key's", proof(erasure, topic, otherKey, value));
    forgeries.put("another value's", proof(erasure, topic, key, shorter));
    forgeries.put("another topic's", proof(erasure, Topic.ERASURE_STATUS, key, value));
    forgeries.put("a flipped bit", flipped);
    return forgeries;
  }

  private static byte[] otherService(UUID key, byte[] value) {
    return proof(stack.signer(Authorship.INGEST), Topic.WRITERS, key, value);
  }

  private static byte[] proof(RecordSigner signer, Topic topic, UUID key, byte[] value) {
    return signer.sign(Signable.of(topic, key.toString(), value)).orElseThrow();
  }

  private static long forge(Topic topic, UUID key, byte[] value, byte[] proof) throws Exception {
    ProducerRecord<String, byte[]> forged =
        new ProducerRecord<>(topic.topicName(), key.toString(), value);
    if (proof != null) {
      forged.headers().add(RecordSigner.HEADER, proof);
    }
    try (KafkaProducer<String, byte[]> stranger = stack.stranger()) {
      return stranger.send(forged).get().offset();
    }
  }

  private static ScopeFenced fence(UUID uid) {
    return new ScopeFenced(uid, ScopeType.SOURCE, "er_forged", NOW);
  }
}
