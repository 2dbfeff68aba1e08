package io.palimpsest.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.palimpsest.local.stack.LocalStack;
import io.palimpsest.local.stack.Part;
import io.palimpsest.local.stack.RunningStack;
import io.palimpsest.messaging.proof.Proof;
import io.palimpsest.messaging.proof.RecordSigner;
import io.palimpsest.messaging.proof.RecordVerifier;
import io.palimpsest.messaging.proof.Signable;
import io.palimpsest.messaging.proof.SigningKey;
import io.palimpsest.messaging.proof.TrustedKeys;
import io.palimpsest.topic.AnyTopic;
import io.palimpsest.topic.Authorship;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Of every topic whose records are signed, whichever the catalogue has: genuine records that
 * somebody with a plain producer puts together anew, moves, or writes when their key is retired.
 * Read back from a broker none is proven but the record that its author wrote, and its copy on the
 * same topic, which whoever obeys it knows by its revision, number or uid.
 */
class EveryTopicsProofIT {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final String UPSTREAM = "crm";

  /** More than one record in a batch, so that proofs have a path, too. */
  private static final int TOGETHER = 3;

  @TempDir static Path folder;

  private static final Map<String, SigningKey> KEYS = new HashMap<>();
  private static final List<AnyTopic> CATALOGUE = AnyTopic.catalogue(List.of(UPSTREAM));

  private static RunningStack stack;
  private static KafkaProducer<String, byte[]> anybody;
  private static KafkaConsumer<String, byte[]> reader;

  /** A kind of record that a topic admits. */
  private record Kind(String author, boolean tombstone) {}

  /** The three parts of a record that a reader believes together. */
  private record Genuine(String key, byte @Nullable [] value, byte[] proof) {
    private Genuine {
      proof = proof.clone();
    }
  }

  @BeforeAll
  static void start() throws Exception {
    for (String author :
        List.of(Authorship.INGEST, Authorship.REEMBED, Authorship.ERASURE, UPSTREAM)) {
      KEYS.put(author, SigningKey.generate(author));
    }
    stack = LocalStack.in(folder).with(Part.BROKER, Part.REGISTRY).start();
    try (Topics topics =
        Topics.connect(
            KafkaSettings.of(stack.bootstrapServers(), "proofs"),
            URI.create(stack.registryUrl()),
            Replication.LOCAL,
            CATALOGUE)) {
      topics.apply();
    }
    anybody =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", stack.bootstrapServers()),
            new StringSerializer(),
            new ByteArraySerializer());
    reader =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", stack.bootstrapServers(), "max.poll.records", 1),
            new StringDeserializer(),
            new ByteArrayDeserializer());
  }

  @AfterAll
  static void stop() {
    anybody.close();
    reader.close();
    stack.kill();
  }

  static Stream<AnyTopic> signed() {
    return CATALOGUE.stream().filter(topic -> RecordSigner.isAsked(topic.authorship()));
  }

  @Test
  void everyTopicSaysHowItsRecordsAreProven() {
    assertThat(signed()).hasSizeGreaterThan(15);
    assertThat(CATALOGUE)
        .allSatisfy(
            topic ->
                assertThat(verified(topic, write(topic, "key", new byte[] {1}, null)))
                    .as(topic.topicName())
                    .isInstanceOf(
                        RecordSigner.isAsked(topic.authorship())
                            ? Proof.Unproven.class
                            : Proof.NotAsked.class));
  }

  @ParameterizedTest
  @MethodSource("signed")
  void whatIsPutTogetherOfGenuineRecordsIsNotProven(AnyTopic topic) {
    for (Kind kind : kinds(topic)) {
      List<Genuine> genuine = genuine(topic, kind);
      Genuine one = genuine.getFirst();
      Genuine other = genuine.getLast();
      assertProven(topic, one, kind.author());
      assertProven(topic, other, kind.author());

      assertUnproven(topic, other.key(), one.value(), one.proof());
      assertUnproven(topic, one.key(), one.value(), other.proof());
      assertUnproven(topic, one.key(), other.value(), other.proof());
      assertUnproven(topic, one.key(), new byte[0], one.proof());
      assertUnproven(topic, one.key(), one.value() == null ? new byte[] {1} : null, one.proof());
      if (one.value() != null) {
        assertUnproven(topic, one.key(), other.value(), one.proof());
        byte[] longer = Arrays.copyOf(one.value(), one.value().length + 1);
        assertUnproven(topic, one.key(), longer, one.proof());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("signed")
  void aGenuineRecordIsProvenAgainOnItsOwnTopicAndOnNoOther(AnyTopic topic) {
    for (Kind kind : kinds(topic)) {
      Genuine one = genuine(topic, kind).getFirst();
      RecordMetadata first = write(topic, one.key(), one.value(), one.proof());
      RecordMetadata copy = write(topic, one.key(), one.value(), one.proof());
      assertThat(copy.offset()).isGreaterThan(first.offset());
      assertThat(verified(topic, copy)).isEqualTo(new Proof.Proven(kind.author()));
      for (AnyTopic elsewhere : signed().filter(each -> !each.equals(topic)).toList()) {
        assertUnproven(elsewhere, one.key(), one.value(), one.proof());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("signed")
  void whatIsWrittenAfterItsKeyWasRetiredIsProvenOnlyWhereAKeyCountsForEver(AnyTopic topic) {
    boolean forEver =
        topic.authorship() instanceof Authorship.Signed signed
            && signed.keys() == Authorship.Keys.FOR_EVER;
    for (Kind kind : kinds(topic)) {
      Genuine one = genuine(topic, kind).getFirst();
      RecordMetadata late = write(topic, one.key(), one.value(), one.proof());
      TrustedKeys retired = TrustedKeys.of(List.of(SigningKey.generate(kind.author())));
      SigningKey key = KEYS.get(kind.author());
      assertThat(verified(topic, late, retired.with(key, Instant.ofEpochMilli(late.timestamp()))))
          .as("%s %s", topic.topicName(), kind)
          .isEqualTo(
              forEver ? new Proof.Proven(kind.author()) : new Proof.Unproven(Proof.Reason.RETIRED));
      assertThat(
              verified(topic, late, retired.with(key, Instant.ofEpochMilli(late.timestamp() + 1))))
          .as("control: it was written while the key was in use")
          .isEqualTo(new Proof.Proven(kind.author()));
    }
  }

  /** Every author of the topic with what he may write there. */
  private static List<Kind> kinds(AnyTopic topic) {
    return switch (topic.authorship()) {
      case Authorship.Signed signed ->
          Stream.concat(
                  signed.values().stream().map(author -> new Kind(author, false)),
                  signed.tombstones().stream().map(author -> new Kind(author, true)))
              .toList();
      case Authorship.Named named ->
          List.of(new Kind(Authorship.INGEST, false), new Kind(UPSTREAM, false));
      case Authorship.Token token -> throw new IllegalArgumentException("not signed");
      case Authorship.Open open -> throw new IllegalArgumentException("not signed");
    };
  }

  /** Signed together, as a service does. */
  private static List<Genuine> genuine(AnyTopic topic, Kind kind) {
    List<Signable> all = new ArrayList<>();
    for (int n = 0; n < TOGETHER; n++) {
      byte[] value = kind.tombstone() ? null : new byte[] {5, (byte) n};
      all.add(Signable.of(topic, "key-" + n, value));
    }
    RecordSigner signer = RecordSigner.of(KEYS.get(kind.author()));
    List<Genuine> genuine = new ArrayList<>();
    for (int n = 0; n < TOGETHER; n++) {
      byte[] proof = signer.sign(all).get(n).orElseThrow();
      genuine.add(new Genuine(new String(all.get(n).key(), UTF_8), all.get(n).value(), proof));
    }
    return genuine;
  }

  private static void assertProven(AnyTopic topic, Genuine record, String author) {
    assertThat(verified(topic, write(topic, record.key(), record.value(), record.proof())))
        .as("control: %s", topic.topicName())
        .isEqualTo(new Proof.Proven(author));
  }

  private static void assertUnproven(
      AnyTopic topic, String key, byte @Nullable [] value, byte[] proof) {
    assertThat(verified(topic, write(topic, key, value, proof)))
        .as("%s, key %s, %s", topic.topicName(), key, Arrays.toString(value))
        .isInstanceOf(Proof.Unproven.class);
  }

  private static RecordMetadata write(
      AnyTopic topic, String key, byte @Nullable [] value, byte @Nullable [] proof) {
    ProducerRecord<String, byte[]> written = new ProducerRecord<>(topic.topicName(), key, value);
    if (proof != null) {
      written.headers().add(RecordSigner.HEADER, proof);
    }
    try {
      return anybody.send(written).get();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static Proof verified(AnyTopic topic, RecordMetadata place) {
    return verified(topic, place, TrustedKeys.of(KEYS.values()));
  }

  /** What a reader of the topic says of the record at a place. */
  private static Proof verified(AnyTopic topic, RecordMetadata place, TrustedKeys trusted) {
    ConsumerRecord<String, byte[]> read = read(place);
    assertThat(read.topic()).isEqualTo(topic.topicName());
    return new RecordVerifier(trusted, (where, reason) -> {}).verify(read);
  }

  private static ConsumerRecord<String, byte[]> read(RecordMetadata place) {
    TopicPartition partition = new TopicPartition(place.topic(), place.partition());
    reader.assign(List.of(partition));
    reader.seek(partition, place.offset());
    return await()
        .atMost(PATIENCE)
        .until(() -> reader.poll(POLL).records(partition), found -> !found.isEmpty())
        .getFirst();
  }
}
