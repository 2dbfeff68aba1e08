package io.palimpsest.erasure.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
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
import io.palimpsest.messaging.proof.Signable;
import io.palimpsest.messaging.proof.SigningKey;
import io.palimpsest.messaging.proof.TrustedKeys;
import io.palimpsest.topic.Authorship;
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
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sequencer on a real broker: repeats, a predecessor that died in its transaction, a rival. */
class SequencerIT {
  private static final LogKeys KEYS = KeptNumberingTest.keys("sequencer.it/log");

  @TempDir static Path state;
  @TempDir static Path folder;

  private static RunningStack stack;
  private static KafkaSettings kafka;
  private static TopicLog log;
  private static EventPublisher publisher;

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

  @Test
  void repeatsAreDroppedOverARestartAndIndexesStayDense() {
    AuditSource source = source();
    try (SequencerSession session = session()) {
      send(source, 0, 1, 1, 0);
      await(session, source, 2);
    }
    try (SequencerSession session = session()) {
      send(source, 0, 1, 2);
      await(session, source, 3);
    }
    assertThat(entries(source)).containsExactly(0L, 1L, 2L);
  }

  @Test
  void aRepeatWithOtherBytesIsAnAlarmAndParked() {
    AuditSource source = source();
    PARKED.reasons.clear();
    REFUSED.clear();
    try (SequencerSession session = session()) {
      send(source, 0, 1, 0);
      await(session, source, 2);
    }
    assertThat(REFUSED).isEmpty();
    try (SequencerSession session = session()) {
      publisher
          .publishJson(
              Topic.AUDIT_INTAKE, source.path(), statement(source, 0, EntryType.CONFIRMED_LIVE))
          .join();
      send(source, 2);
      await(session, source, 3);
    }
    assertThat(REFUSED).containsExactly("statement.contradicts");
    assertThat(PARKED.reasons).containsExactly("statement.contradicts");
    assertThat(entries(source)).containsExactly(0L, 1L, 2L);
  }

  @Test
  void theLogSaysItsKeyOnceWhateverRestarts() {
    AuditSource source = source();
    for (int size = 1; size <= 2; size++) {
      try (SequencerSession session = session()) {
        send(source, size - 1);
        await(session, source, size);
      }
    }
    assertThat(entries(OwnStatements.SOURCE)).containsExactly(0L);
  }

  @Test
  void whatComesBeforeItsPredecessorIsLeftOutUntilBothComeAgain() {
    AuditSource source = source();
    try (SequencerSession session = session()) {
      send(source, 1);
      send(source, 0, 1);
      await(session, source, 2);
    }
    assertThat(entries(source)).containsExactly(0L, 1L);
  }

  @Test
  void entriesOfATransactionThatDiedAreNeverSeen() {
    AuditSource source = source();
    SequencerClients clients = clients();
    KafkaProducer<String, byte[]> dying = clients.producer();
    dying.initTransactions();
    dying.beginTransaction();
    dying.send(
        new ProducerRecord<>(Topic.AUDIT.topicName(), 0, "999999", statement(source, 7).bytes()));
    dying.flush();
    try (SequencerSession session = session()) {
      send(source, 0);
      await(session, source, 1);
    }
    assertThat(entries(source)).containsExactly(0L);
    dying.close(Duration.ZERO);
  }

  @Test
  void aRivalTakesOverAndNothingIsTwice() {
    AuditSource source = source();
    try (SequencerSession first = session();
        SequencerSession second = session()) {
      for (long seq = 0; seq < 20; seq++) {
        send(source, seq);
        stepBoth(first, second);
      }
      Awaitility.await()
          .atMost(Duration.ofSeconds(90))
          .untilAsserted(
              () -> {
                stepBoth(first, second);
                assertThat(entries(source)).hasSize(20);
              });
    }
    assertThat(entries(source)).doesNotHaveDuplicates().isSorted();
  }

  @Test
  void aStartReadsWhatCameSinceTheNumberingWasKept() {
    AuditSource source = source();
    try (SequencerSession session = session()) {
      send(source, 0, 1, 2, 3);
      await(session, source, 4);
      session.beforeStop();
    }
    LogEnd kept = LogEnd.read(clients(), signs());
    assertThat(kept.from()).isEqualTo(kept.next()).isGreaterThan(3);

    try (SequencerSession session = session()) {
      send(source, 3, 2, 4);
      await(session, source, 5);
    }
    assertThat(entries(source)).containsExactly(0L, 1L, 2L, 3L, 4L);
  }

  @Test
  void aNumberingThatIsNotBelievedIsSaidAloudAndTheWholeLogIsRead() throws Exception {
    AuditSource source = source();
    try (SequencerSession session = session()) {
      send(source, 0, 1);
      await(session, source, 2);
      session.beforeStop();
    }
    Directory files = new Directory(folder);
    byte[] honest = files.read(KeptNumbering.PATH).orElseThrow();
    String text = new String(honest, UTF_8);
    String lie = text.replace(source.path(), source().path());
    assertThat(lie).isNotEqualTo(text);
    files.write(KeptNumbering.PATH, lie.getBytes(UTF_8));
    REFUSED.clear();
    try (SequencerSession session = session()) {
      send(source, 1, 2);
      await(session, source, 3);
    }
    assertThat(REFUSED).containsExactly("numbering.not_believed");
    assertThat(entries(source)).containsExactly(0L, 1L, 2L);
  }

  @Test
  void aNumberingOfMoreEntriesThanTheLogHasIsNotBelieved() throws Exception {
    AuditSource source = source();
    try (SequencerSession session = session()) {
      send(source, 0, 1);
      await(session, source, 2);
      session.beforeStop();
    }
    Numbering ahead = kept().read().orElseThrow().numbering();
    long size = ahead.next();
    ahead.append(statement(source, 2), statement(source, 2).bytes());
    kept().keep(new KeptNumbering.Kept(ahead, null));
    REFUSED.clear();

    LogEnd end = LogEnd.read(clients(), signs());

    assertThat(REFUSED).containsExactly("numbering.not_believed");
    assertThat(end.next()).isEqualTo(size);
    assertThat(end.from()).isZero();
  }

  @Test
  void aSourceThatWasForgottenIsLookedUpInTheLog() throws Exception {
    AuditSource source = source();
    try (SequencerSession session = session()) {
      send(source, 0, 1);
      await(session, source, 2);
      session.beforeStop();
    }
    KeptNumbering.Kept before = kept().read().orElseThrow();
    before.numbering().forget(Instant.EPOCH.plusSeconds(1));
    assertThat(before.numbering().newest()).doesNotContainKey(source);
    kept().keep(before);
    REFUSED.clear();
    try (SequencerSession session = session()) {
      send(source, 0, 1, 2);
      await(session, source, 3);
    }
    assertThat(REFUSED).isEmpty();
    assertThat(entries(source)).containsExactly(0L, 1L, 2L);
  }

  @Test
  void whatItsSourceDidNotSignIsParkedAndStaysOutOfTheLog() {
    AuditSource source = source();
    AuditSource other = source();
    byte[] value = statement(source, 0).bytes();
    RecordSigner erasure = signer(Authorship.ERASURE);
    byte[] proof = proof(erasure, source.path(), value);
    PARKED.reasons.clear();
    try (SequencerSession session = session();
        KafkaProducer<String, byte[]> stranger = plain()) {
      forge(stranger, source.path(), value, null);
      forge(stranger, source.path(), value, new byte[] {1, 2, 3});
      forge(stranger, source.path(), value, proof(FOREIGN, source.path(), value));
      forge(stranger, source.path(), value, proof(signer("reembed"), source.path(), value));
      forge(stranger, source.path(), value, proof(erasure, other.path(), value));
      forge(stranger, source.path(), statement(source, 0, EntryType.CONFIRMED_LIVE), proof);
      forge(stranger, other.path(), value, proof(erasure, other.path(), value));
      forge(stranger, source.path(), null, proof);
      forge(
          stranger,
          source.path(),
          "{}".getBytes(UTF_8),
          proof(erasure, source.path(), "{}".getBytes(UTF_8)));

      forge(stranger, source.path(), value, proof);
      await(session, source, 1);
    }
    assertThat(PARKED.reasons)
        .containsExactly(
            "proof.missing",
            "proof.malformed",
            "proof.key",
            "proof.foreign",
            "proof.signature",
            "proof.signature",
            "proof.foreign",
            "proof.author",
            "statement.malformed");
    assertThat(entries(source)).containsExactly(0L);
    assertThat(entries(other)).isEmpty();
  }

  private static KafkaProducer<String, byte[]> plain() {
    return new KafkaProducer<>(
        Map.of("bootstrap.servers", stack.bootstrapServers()),
        new StringSerializer(),
        new ByteArraySerializer());
  }

  private static final List<String> REFUSED = new CopyOnWriteArrayList<>();
  private static final ParkedReasons PARKED = new ParkedReasons();
  private static final RecordSigner FOREIGN =
      RecordSigner.of(SigningKey.generate(Authorship.ERASURE));

  private static RecordSigner signer(String author) {
    return RecordSigner.of(SigningKey.read(author, stack.secrets().signingKeyFile(author)));
  }

  private static byte[] proof(RecordSigner signer, String key, byte[] value) {
    return signer.sign(Signable.of(Topic.AUDIT_INTAKE, key, value)).orElseThrow();
  }

  private static void forge(
      KafkaProducer<String, byte[]> stranger, String key, byte[] value, byte[] proof) {
    ProducerRecord<String, byte[]> forged =
        new ProducerRecord<>(Topic.AUDIT_INTAKE.topicName(), key, value);
    if (proof != null) {
      forged.headers().add(RecordSigner.HEADER, proof);
    }
    stranger.send(forged);
    stranger.flush();
  }

  private static byte[] statement(AuditSource source, long seq, EntryType type) {
    return Statement.of(source, seq, type, Instant.EPOCH).bytes();
  }

  private static void stepBoth(SequencerSession first, SequencerSession second) {
    first.step();
    second.step();
  }

  private static SequencerSession session() {
    RecordVerifier verifier =
        new RecordVerifier(TrustedKeys.read(stack.secrets().trustedKeys()), (topic, reason) -> {});
    return new SequencerSession(clients(), verifier, PARKED, signs());
  }

  private static SequencerSession.Signs signs() {
    return new SequencerSession.Signs(
        "0".repeat(64), InstantSource.system(), REFUSED::add, delay -> {}, kept());
  }

  private static KeptNumbering kept() {
    return new KeptNumbering(new Directory(folder), KEYS);
  }

  private static void await(SequencerSession session, AuditSource source, int size) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(90))
        .untilAsserted(
            () -> {
              session.step();
              assertThat(entries(source)).hasSize(size);
            });
  }

  /** Numbers of a source's entries, in the order of the log, whose indexes are checked. */
  private static List<Long> entries(AuditSource source) {
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

  private static void send(AuditSource source, long... numbers) {
    for (long seq : numbers) {
      publisher
          .publishJson(Topic.AUDIT_INTAKE, source.path(), statement(source, seq).bytes())
          .join();
    }
  }

  private static Statement statement(AuditSource source, long seq) {
    return Statement.of(source, seq, EntryType.PLANNED, Instant.EPOCH);
  }

  private static AuditSource source() {
    return AuditSource.request("er_" + UUID.randomUUID().toString().replace("-", ""));
  }

  private static SequencerClients clients() {
    return new SequencerClients(kafka, settings(), StackProofs.of(stack));
  }

  private static SequencerSettings settings() {
    return new KeepingSettings(3);
  }
}
