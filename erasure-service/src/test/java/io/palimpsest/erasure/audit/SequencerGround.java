package io.palimpsest.erasure.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.audit.AuditSource;
import io.palimpsest.audit.EntryType;
import io.palimpsest.audit.Statement;
import io.palimpsest.audit.log.Directory;
import io.palimpsest.audit.log.LogKeys;
import io.palimpsest.local.stack.LocalStack;
import io.palimpsest.local.stack.Part;
import io.palimpsest.local.stack.RunningStack;
import io.palimpsest.messaging.Decoded;
import io.palimpsest.messaging.EventPublisher;
import io.palimpsest.messaging.KafkaSettings;
import io.palimpsest.messaging.RegistryEventCodec;
import io.palimpsest.messaging.Replication;
import io.palimpsest.messaging.TopicLog;
import io.palimpsest.messaging.Topics;
import io.palimpsest.messaging.proof.RecordSigner;
import io.palimpsest.messaging.proof.RecordVerifier;
import io.palimpsest.messaging.proof.TrustedKeys;
import io.palimpsest.topic.Topic;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A sequencer on a broker of its own, and sources that state to it. */
abstract class SequencerGround {
  static final List<String> REFUSED = new CopyOnWriteArrayList<>();
  static final ParkedReasons PARKED = new ParkedReasons();
  static final LogKeys KEYS = KeptNumberingTest.keys("sequencer.it/log");

  @TempDir static Path state;
  @TempDir static Path folder;

  static RunningStack stack;
  static KafkaSettings kafka;
  static TopicLog log;
  static EventPublisher publisher;

  @BeforeAll
  static void connect() throws InterruptedException {
    stack = LocalStack.in(state).with(Part.BROKER, Part.REGISTRY).start();
    kafka = KafkaSettings.of(stack.bootstrapServers(), "sequencer-it");
    URI registry = URI.create(stack.registryUrl());
    try (Topics topics = Topics.connect(kafka, registry, Replication.LOCAL)) {
      topics.apply();
    }
    RegistryEventCodec codec = RegistryEventCodec.connect(registry, false);
    log = new TopicLog(kafka, codec);
    publisher =
        EventPublisher.connect(kafka, codec, RecordSigner.read(stack.secrets().signingKeys()));
  }

  /** Some tests leave a numbering that is not to be believed. */
  @BeforeEach
  void forgetWhatOthersKept() throws IOException {
    Files.deleteIfExists(folder.resolve(KeptNumbering.PATH));
    REFUSED.clear();
  }

  @AfterAll
  static void close() {
    publisher.close();
    stack.kill();
  }

  static byte[] statement(AuditSource source, long seq, EntryType type) {
    return Statement.of(source, seq, type, Instant.EPOCH).bytes();
  }

  static SequencerSession session() {
    RecordVerifier verifier =
        new RecordVerifier(TrustedKeys.read(stack.secrets().trustedKeys()), (topic, reason) -> {});
    return new SequencerSession(clients(), verifier, PARKED, signs());
  }

  static SequencerSession.Signs signs() {
    return new SequencerSession.Signs(
        "0".repeat(64), InstantSource.system(), REFUSED::add, delay -> {}, kept());
  }

  static KeptNumbering kept() {
    return new KeptNumbering(new Directory(folder), KEYS);
  }

  static void await(SequencerSession session, AuditSource source, int size) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(90))
        .untilAsserted(
            () -> {
              session.step();
              assertThat(entries(source)).hasSize(size);
            });
  }

  /** Numbers of a source's entries, in the order of the log, whose indexes are checked. */
  static List<Long> entries(AuditSource source) {
    List<Long> numbers = new ArrayList<>();
    long[] next = {0};
    log.readBytes(
        Topic.AUDIT,
        Duration.ofSeconds(20),
        record -> {
          assertThat(record.key()).isEqualTo(Long.toString(next[0]++));
          if (record.value() instanceof Decoded.Event<byte[]> event) {
            Statement entry = Statement.parse(event.value());
            if (entry.source().equals(source)) {
              numbers.add(entry.seq());
            }
          }
        });
    return numbers;
  }

  static void send(AuditSource source, long... numbers) {
    for (long seq : numbers) {
      publisher
          .publishJson(Topic.AUDIT_INTAKE, source.path(), statement(source, seq).bytes())
          .join();
    }
  }

  static Statement statement(AuditSource source, long seq) {
    return Statement.of(source, seq, EntryType.PLANNED, Instant.EPOCH);
  }

  static AuditSource source() {
    return AuditSource.request("er_" + UUID.randomUUID().toString().replace("-", ""));
  }

  static SequencerClients clients() {
    return new SequencerClients(kafka, settings(), StackProofs.of(stack));
  }

  static SequencerSettings settings() {
    return new KeepingSettings(3);
  }
}
