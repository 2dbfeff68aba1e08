package io.palimpsest.reembed.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.palimpsest.event.SourceChanged;
import io.palimpsest.messaging.proof.RecordSigner;
import io.palimpsest.messaging.proof.Signable;
import io.palimpsest.messaging.proof.SigningKey;
import io.palimpsest.topic.Authorship;
import io.palimpsest.topic.Topic;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a stranger says of somebody's source: it is set aside, and real revisions go on. */
class ForgedChangesIT {
  private IndexUnderTest index;

  @BeforeEach
  void start() throws Exception {
    index = new IndexUnderTest(new FreeEmbedder());
  }

  @AfterEach
  void stop() {
    index.close();
  }

  @Test
  void nobodyButIngestChangesWhatIsFound() throws Exception {
    Twin victim = index.twin();
    Twin other = index.twin();
    victim.put("guide", 1, Texts.of(1, 12));
    index.awaitRevision(victim.uid("guide"), 1);

    SourceChanged change = victim.upsert("guide", 1000, Texts.of(9, 12), Map.of());
    SourceChanged deletion = victim.delete("guide", 1000);
    int forged = forgeAll(change, other) + forgeAll(deletion, other);

    await().atMost(IndexUnderTest.PATIENCE).until(() -> index.lot.count() == forged);
    victim.put("guide", 2, Texts.of(2, 12));
    index.awaitRevision(victim.uid("guide"), 2);
    index.assertInStep(victim, "guide");
    assertThat(forged).isEqualTo(18);

    // The control: signed by its author, the same is obeyed and shuts the real revisions out.
    victim.publish(change);
    index.awaitRevision(victim.uid("guide"), 1000);
  }

  private int forgeAll(SourceChanged event, Twin other) throws Exception {
    String key = event.getUid().toString();
    byte[] value = index.ground.codec.encode(Topic.SOURCES, event);
    byte[] changed = value.clone();
    changed[changed.length - 1] ^= 1;
    RecordSigner ingest = signer(Authorship.INGEST);
    String otherKey = other.uid("guide").toString();
    byte[] flipped = proof(ingest, Topic.SOURCES, key, value);
    flipped[30] ^= 1;
    Map<String, byte[]> proofs = new LinkedHashMap<>();
    proofs.put("unsigned", null);
    proofs.put("no proof", new byte[] {1, 2, 3});
    proofs.put("empty", new byte[0]);
    proofs.put(
        "a stranger's",
        proof(RecordSigner.of(SigningKey.generate(Authorship.INGEST)), Topic.SOURCES, key, value));
    proofs.put("another service's", proof(signer("reembed"), Topic.VECTORS, key, value));
    proofs.put("another key's", proof(ingest, Topic.SOURCES, otherKey, value));
    proofs.put("another value's", proof(ingest, Topic.SOURCES, key, changed));
    proofs.put("another topic's", proof(ingest, Topic.PORTFOLIO, key, value));
    proofs.put("a flipped bit", flipped);
    try (KafkaProducer<String, byte[]> stranger = stranger()) {
      for (byte[] proof : proofs.values()) {
        ProducerRecord<String, byte[]> forged =
            new ProducerRecord<>(Topic.SOURCES.topicName(), key, value);
        if (proof != null) {
          forged.headers().add(RecordSigner.HEADER, proof);
        }
        stranger.send(forged).get();
      }
    }
    return proofs.size();
  }

  private RecordSigner signer(String author) {
    return RecordSigner.of(
        SigningKey.read(author, index.ground.stack.secrets().signingKeyFile(author)));
  }

  private static byte[] proof(RecordSigner signer, Topic topic, String key, byte[] value) {
    return signer.sign(Signable.of(topic, key, value)).orElseThrow();
  }

  private KafkaProducer<String, byte[]> stranger() {
    return new KafkaProducer<>(
        Map.of("bootstrap.servers", index.ground.stack.bootstrapServers()),
        new StringSerializer(),
        new ByteArraySerializer());
  }
}
