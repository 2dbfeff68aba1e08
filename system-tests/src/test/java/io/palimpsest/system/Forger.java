package io.palimpsest.system;

import io.palimpsest.local.stack.Secrets;
import io.palimpsest.messaging.EventCodec;
import io.palimpsest.messaging.proof.RecordSigner;
import io.palimpsest.messaging.proof.Signable;
import io.palimpsest.messaging.proof.SigningKey;
import io.palimpsest.topic.AnyTopic;
import io.palimpsest.topic.Authorship;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Somebody with a producer of Kafka's own who claims to be an author of the product. */
final class Forger implements AutoCloseable {
  /** In how many ways a record fails to prove its author. */
  static final int KINDS = 11;

  private final Secrets secrets;
  private final EventCodec codec;
  private final KafkaProducer<String, byte[]> producer;
  private int forged;

  /**
   * A record that would do something.
   *
   * @param topic where
   * @param author who would sign it
   * @param key its key
   * @param value an event, the bytes of a statement, or null for a tombstone
   */
  record Payload(AnyTopic topic, String author, String key, @Nullable Object value) {}

  Forger(Palimpsest palimpsest) {
    this.secrets = palimpsest.stack().secrets();
    this.codec = palimpsest.codec();
    this.producer =
        new KafkaProducer<>(
            Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, palimpsest.stack().bootstrapServers()),
            new StringSerializer(),
            new ByteArraySerializer());
  }

  /** Writes it once for every kind of proof that does not prove it. */
  void forge(Payload payload) throws Exception {
    byte[] value = bytes(payload);
    for (byte[] proof : proofs(payload, value).values()) {
      write(payload, value, proof);
      forged++;
    }
  }

  /** Writes it as its author would. */
  void sign(Payload payload) throws Exception {
    byte[] value = bytes(payload);
    write(
        payload, value, proof(payload.author(), payload.topic().topicName(), payload.key(), value));
  }

  /** How many records were forged; each is of a kind of its own. */
  int forged() {
    return forged;
  }

  @Override
  public void close() {
    producer.close();
  }

  private void write(Payload payload, byte @Nullable [] value, byte @Nullable [] proof)
      throws Exception {
    ProducerRecord<String, byte[]> written =
        new ProducerRecord<>(payload.topic().topicName(), payload.key(), value);
    if (proof != null) {
      written.headers().add(RecordSigner.HEADER, proof);
    }
    producer.send(written).get();
  }

  private Map<String, byte[]> proofs(Payload payload, byte @Nullable [] value) {
    String topic = payload.topic().topicName();
    String author = payload.author();
    String key = payload.key();
    byte[] other = value == null ? new byte[] {0} : Arrays.copyOf(value, value.length - 1);
    byte[] genuine = proof(author, topic, key, value);
    byte[] flipped = genuine.clone();
    flipped[flipped.length / 2] ^= 1;
    Map<String, byte[]> proofs = new LinkedHashMap<>();
    proofs.put("unsigned", null);
    proofs.put("empty", new byte[0]);
    proofs.put("no proof", new byte[] {1, 2, 3});
    proofs.put("of a stranger in the author's name", stranger(author, topic, key, value));
    proofs.put("of a stranger", stranger("stranger", topic, key, value));
    proofs.put("of another service", proof(another(author), topic, key, value));
    proofs.put("lifted from another key", proof(author, topic, key + "0", value));
    proofs.put("lifted from another value", proof(author, topic, key, other));
    proofs.put("lifted from another topic", proof(author, topic + "0", key, value));
    proofs.put("with a flipped bit", flipped);
    proofs.put("cut short", Arrays.copyOf(genuine, genuine.length - 1));
    return proofs;
  }

  private static String another(String author) {
    return author.equals(Authorship.REEMBED) ? Authorship.INGEST : Authorship.REEMBED;
  }

  private byte @Nullable [] bytes(Payload payload) {
    return switch (payload.value()) {
      case null -> null;
      case byte[] json -> json;
      case SpecificRecord event -> codec.encode(payload.topic(), event);
      default -> throw new IllegalArgumentException("neither event nor bytes");
    };
  }

  private byte[] proof(String author, String topic, String key, byte @Nullable [] value) {
    return proof(SigningKey.read(author, secrets.signingKeyFile(author)), topic, key, value);
  }

  private static byte[] stranger(String name, String topic, String key, byte @Nullable [] value) {
    return proof(SigningKey.generate(name), topic, key, value);
  }

  private static byte[] proof(
      SigningKey signer, String topic, String key, byte @Nullable [] value) {
    Signable signable =
        new Signable(
            topic,
            Authorship.Signed.by(signer.author()),
            key.getBytes(StandardCharsets.UTF_8),
            value);
    return RecordSigner.of(signer).sign(signable).orElseThrow();
  }
}
