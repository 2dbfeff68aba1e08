package io.palimpsest.fencing;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.event.ScopeType;
import io.palimpsest.event.WriterStatement;
import io.palimpsest.local.stack.LocalStack;
import io.palimpsest.local.stack.Part;
import io.palimpsest.local.stack.RunningStack;
import io.palimpsest.messaging.EventCodec;
import io.palimpsest.messaging.EventPublisher;
import io.palimpsest.messaging.KafkaSettings;
import io.palimpsest.messaging.RegistryEventCodec;
import io.palimpsest.messaging.Replication;
import io.palimpsest.messaging.TopicLog;
import io.palimpsest.messaging.Topics;
import io.palimpsest.messaging.proof.RecordSigner;
import io.palimpsest.messaging.proof.RecordVerifier;
import io.palimpsest.messaging.proof.SigningKey;
import io.palimpsest.messaging.proof.TrustedKeys;
import io.palimpsest.topic.Topic;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A real broker and registry with the product's topics, and what the tests do with them. */
final class FenceStack implements AutoCloseable {
  static final FenceBounds BOUNDS =
      new FenceBounds(Duration.ofSeconds(3), Duration.ofMillis(500), Duration.ofMillis(300));
  static final String REQUEST = "er_test";

  private final RunningStack stack;
  private final EventCodec codec;
  private final KafkaSettings kafka;
  private final EventPublisher publisher;

  FenceStack(Path state) throws InterruptedException {
    stack = LocalStack.in(state).with(Part.BROKER, Part.REGISTRY).start();
    URI registry = URI.create(stack.registryUrl());
    kafka = KafkaSettings.of(stack.bootstrapServers(), "fencing-test");
    try (Topics topics = Topics.connect(kafka, registry, Replication.LOCAL)) {
      topics.apply();
    }
    codec = RegistryEventCodec.connect(registry, false);
    publisher =
        EventPublisher.connect(kafka, codec, RecordSigner.read(stack.secrets().signingKeys()));
  }

  private FenceProofs proofs() {
    return proofs(0, 0);
  }

  private FenceProofs proofs(long fencesFrom, long writersFrom) {
    TrustedKeys trusted = TrustedKeys.read(stack.secrets().trustedKeys());
    return new FenceProofs(
        new RecordVerifier(trusted, (topic, reason) -> {}), fencesFrom, writersFrom);
  }

  /** A writer for whom signing began at these offsets. */
  Writer startWriter(long fencesFrom, long writersFrom) {
    return Writer.start(
        settings(Duration.ofMillis(1)), publisher, kafka, codec, proofs(fencesFrom, writersFrom));
  }

  /** Signs as one service of the stack. */
  RecordSigner signer(String author) {
    return RecordSigner.of(SigningKey.read(author, stack.secrets().signingKeyFile(author)));
  }

  /** The bytes of an event. */
  byte[] encoded(Topic topic, SpecificRecord event) {
    return codec.encode(topic, event);
  }

  /** A producer of somebody who knows the topics and nothing else. */
  KafkaProducer<String, byte[]> stranger() {
    return new KafkaProducer<>(
        Map.of("bootstrap.servers", stack.bootstrapServers()),
        new StringSerializer(),
        new ByteArraySerializer());
  }

  Writer startWriter() {
    return Writer.start(settings(Duration.ofSeconds(10)), publisher, kafka, codec, proofs());
  }

  /** A writer that holds a lease, and will not wait for its work when it is closed. */
  Writer leasedWriter() throws InterruptedException {
    Writer writer = Writer.start(settings(Duration.ofMillis(1)), publisher, kafka, codec, proofs());
    assertThat(writer.awaitLease(Duration.ofSeconds(90))).isTrue();
    return writer;
  }

  FenceLog coordinator() {
    return FenceLog.connect(BOUNDS, publisher, kafka, codec, proofs());
  }

  long fence(FenceLog log, UUID uid) throws Exception {
    return log.fence(uid, ScopeType.SOURCE, REQUEST).get(120, TimeUnit.SECONDS);
  }

  Drained drain(FenceLog log, long sequence) throws Exception {
    return log.drain(sequence, REQUEST).get(120, TimeUnit.SECONDS);
  }

  /** The newest statement of every writer that has no tombstone. */
  Map<String, WriterStatement> roll() throws Exception {
    Map<String, WriterStatement> roll = new LinkedHashMap<>();
    new TopicLog(kafka, codec)
        .read(
            Topic.WRITERS,
            WriterStatement.class,
            Duration.ofSeconds(10),
            record -> {
              roll.remove(record.key());
              if (record.value()
                  instanceof io.palimpsest.messaging.Decoded.Event<WriterStatement> event) {
                roll.put(record.key(), event.value());
              }
            });
    return roll;
  }

  private static WriterSettings settings(Duration stopping) {
    return new WriterSettings("test", BOUNDS, BOUNDS.lease().dividedBy(4), stopping);
  }

  @Override
  public void close() {
    publisher.close();
    stack.close();
  }
}
