package io.palimpsest.reembed.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.event.ScopeFenced;
import io.palimpsest.event.ScopeType;
import io.palimpsest.event.WriterRegistered;
import io.palimpsest.event.WriterStatement;
import io.palimpsest.messaging.proof.MissingSigningKeyException;
import io.palimpsest.messaging.proof.RecordSigner;
import io.palimpsest.messaging.proof.Signable;
import io.palimpsest.topic.Topic;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Records that no service of the product writes: each key of a table with each value of another.
 */
final class OddRecords implements AutoCloseable {
  private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.MILLIS);
  private static final int HUGE = 900_000;

  private final KafkaProducer<byte[], byte[]> producer;
  private final RecordSigner signer;

  OddRecords(String bootstrapServers, RecordSigner signer) {
    this.signer = signer;
    this.producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrapServers),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  static WriterStatement statement(UUID id) {
    return new WriterStatement(id, NOW, new WriterRegistered("odd"));
  }

  static ScopeFenced fence(UUID uid) {
    return new ScopeFenced(uid, ScopeType.SOURCE, "er_odd", NOW);
  }

  /**
   * Writes them all.
   *
   * @param good value of the topic
   * @param foreign value of another topic
   * @param signed true: by whom the topic admits, and what nobody may sign is left out
   * @return how many the broker took
   */
  int write(Topic topic, byte[] good, byte[] foreign, boolean signed) throws Exception {
    int written = 0;
    for (byte[] key : keys()) {
      for (byte[] value : values(good, foreign)) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic.topicName(), key, value);
        if (signed) {
          Optional<byte[]> proof = proof(topic, key, value);
          if (proof.isEmpty()) {
            continue;
          }
          record.headers().add(RecordSigner.HEADER, proof.get());
        }
        producer.send(record).get();
        written++;
      }
    }
    assertNoKeyIsRefused(topic);
    return written;
  }

  /** A tombstone that nobody signed; returns its offset. */
  long tombstone(Topic topic, String key) throws Exception {
    byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
    return producer
        .send(new ProducerRecord<byte[], byte[]>(topic.topicName(), bytes, null))
        .get()
        .offset();
  }

  @Override
  public void close() {
    producer.close();
  }

  /** These topics are compacted: there the broker itself refuses what has no key. */
  private void assertNoKeyIsRefused(Topic topic) throws InterruptedException {
    try {
      producer.send(new ProducerRecord<>(topic.topicName(), null, new byte[] {1})).get();
      throw new AssertionError("the broker took a record without a key");
    } catch (ExecutionException refused) {
      assertThat(refused).hasMessageContaining("key");
    }
  }

  private Optional<byte[]> proof(Topic topic, byte[] key, byte[] value) {
    try {
      return signer.sign(new Signable(topic.topicName(), topic.authorship(), key, value));
    } catch (MissingSigningKeyException nobodyMay) {
      return Optional.empty();
    }
  }

  private static List<byte[]> keys() {
    String uuid = UUID.randomUUID().toString();
    return List.of(
        bytes(""),
        bytes("x"),
        bytes("not a uuid"),
        bytes(" " + uuid),
        bytes(uuid + "\n"),
        bytes("{" + uuid + "}"),
        bytes("1-1-1-1-1"),
        bytes("-".repeat(36)),
        bytes("\u0000\u202e\ud83d\udca5"),
        bytes("k".repeat(100_000)),
        bytes(uuid));
  }

  private static List<byte[]> values(byte[] good, byte[] foreign) {
    byte[] lies = Arrays.copyOf(good, 40);
    Arrays.fill(lies, 5, 40, (byte) 0xff);
    byte[] longer = Arrays.copyOf(good, good.length + 7);
    List<byte[]> values = new ArrayList<>();
    values.add(null);
    values.add(new byte[0]);
    values.add(new byte[] {0});
    values.add(new byte[] {1, 2, 3, 4, 5, 6});
    values.add(bytes("{\"json\": true}"));
    values.add(framed(0));
    values.add(framed(-1));
    values.add(framed(Integer.MAX_VALUE));
    values.add(framed(987_654));
    values.add(foreign);
    values.add(Arrays.copyOf(good, 5));
    values.add(Arrays.copyOf(good, good.length / 2));
    values.add(Arrays.copyOf(good, good.length - 1));
    values.add(longer);
    values.add(lies);
    values.add(Arrays.copyOf(good, HUGE));
    return values;
  }

  private static byte[] framed(int schema) {
    return ByteBuffer.allocate(12).put((byte) 0).putInt(schema).putInt(7).array();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
