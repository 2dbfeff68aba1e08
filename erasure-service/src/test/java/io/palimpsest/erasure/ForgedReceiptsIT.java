package io.palimpsest.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.palimpsest.event.ErasureReceipt;
import io.palimpsest.event.ErasureTask;
import io.palimpsest.messaging.proof.RecordSigner;
import io.palimpsest.messaging.proof.Signable;
import io.palimpsest.messaging.proof.SigningKey;
import io.palimpsest.topic.Authorship;
import io.palimpsest.topic.Topic;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What a plain producer writes onto the receipts' topic confirms nothing. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class ForgedReceiptsIT extends ErasureStack {
  private static final String HELD_BACK = "ingest.documents";

  @Inject MeterRegistry meters;

  @Test
  void noForgedReceiptEndsATaskAndTheParticipantsOwnDoes() throws Exception {
    ingest.creator(creator, List.of("coach"), 1);
    participants.rule(HELD_BACK, (task, receipt) -> null);
    UUID id =
        UUID.fromString(
            as(owner(creator)).delete("/delphi/creator").then().extract().path("request_id"));
    String ref = get(id).getString("request_ref");
    ErasureTask open =
        Awaitility.await()
            .atMost(Duration.ofSeconds(90))
            .until(() -> openTask(ref), java.util.Objects::nonNull);
    double refused = refused();

    int forged = forge(ref, open);

    Awaitility.await()
        .atMost(Duration.ofSeconds(90))
        .untilAsserted(() -> assertThat(refused()).isGreaterThanOrEqualTo(refused + forged));
    assertThat(get(id).getString("state")).isEqualTo("DELETING");
    assertThat(get(id).getList("counts.findAll { it.participant == '" + HELD_BACK + "' }"))
        .as("nothing is believed of who did not answer")
        .allSatisfy(count -> assertThat(count.toString()).doesNotContain("stub"));

    participants.forgetRules();
    awaitState(id, "CONFIRMED_LIVE");
  }

  private ErasureTask openTask(String ref) {
    return participants.tasksOf(ref).stream()
        .filter(task -> task.getParticipant().equals(HELD_BACK))
        .reduce((earlier, later) -> later)
        .orElse(null);
  }

  /** Without a signature, with keys that nobody knows, lifted, and by others who are trusted. */
  private int forge(String ref, ErasureTask open) throws Exception {
    ErasureReceipt receipt = StubParticipants.done(open);
    byte[] value = codec.encode(Topic.ERASURE_RECEIPTS, receipt);
    ErasureReceipt another = StubParticipants.done(open);
    another.setDeleted(99);
    byte[] other = codec.encode(Topic.ERASURE_RECEIPTS, another);
    RecordSigner ours = signer("ingest");
    List<byte[]> proofs =
        List.of(
            new byte[0],
            new byte[] {1, 2, 3},
            proof(RecordSigner.of(SigningKey.generate("ingest")), ref, value),
            proof(RecordSigner.of(SigningKey.generate("stranger")), ref, value),
            proof(ours, ref, other),
            proof(ours, "er_000000000000000000000000", value),
            proof(signer(Authorship.REEMBED), ref, value),
            proof(signer(Authorship.ERASURE), ref, value),
            proof(signer(SampleCrm.NAME), ref, value));
    try (KafkaProducer<String, byte[]> plain =
        new KafkaProducer<>(
            Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers()),
            new StringSerializer(),
            new ByteArraySerializer())) {
      String topic = Topic.ERASURE_RECEIPTS.topicName();
      plain.send(new ProducerRecord<>(topic, ref, value)).get();
      for (byte[] proof : proofs) {
        ProducerRecord<String, byte[]> forged = new ProducerRecord<>(topic, ref, value);
        forged.headers().add(RecordSigner.HEADER, proof);
        plain.send(forged).get();
      }
    }
    return 1 + proofs.size();
  }

  private RecordSigner signer(String author) {
    return RecordSigner.of(
        SigningKey.read(author, java.nio.file.Path.of(signingKeys, author + ".pem")));
  }

  private static byte[] proof(RecordSigner signer, String key, byte[] value) {
    return signer
        .sign(
            new Signable(
                Topic.ERASURE_RECEIPTS.topicName(),
                Topic.ERASURE_RECEIPTS.authorship(),
                key.getBytes(StandardCharsets.UTF_8),
                value))
        .orElseThrow();
  }

  private double refused() {
    return meters.find(io.palimpsest.erasure.watch.Metrics.RECEIPTS_REFUSED).counters().stream()
        .mapToDouble(Counter::count)
        .sum();
  }
}
