package io.palimpsest.erasure.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palimpsest.audit.log.Checkpoint;
import io.palimpsest.audit.log.Directory;
import io.palimpsest.audit.log.InconsistentLogException;
import io.palimpsest.audit.log.LogKeys;
import io.palimpsest.audit.log.LogProof;
import io.palimpsest.audit.log.Policy;
import io.palimpsest.audit.log.Resources;
import io.palimpsest.audit.note.Note;
import io.palimpsest.audit.tree.Frontier;
import io.palimpsest.audit.tree.Hash;
import io.palimpsest.local.stack.LocalStack;
import io.palimpsest.local.stack.Part;
import io.palimpsest.local.stack.RunningStack;
import io.palimpsest.messaging.KafkaSettings;
import io.palimpsest.messaging.Replication;
import io.palimpsest.messaging.Topics;
import io.palimpsest.messaging.proof.RecordSigner;
import io.palimpsest.messaging.proof.Signable;
import io.palimpsest.messaging.proof.SigningKey;
import io.palimpsest.sealing.KmsKeys;
import io.palimpsest.topic.Authorship;
import io.palimpsest.topic.Topic;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The signer on a real broker: what is not committed, a rival, a lost folder, another history. */
class SignerIT {
  private static final Duration LONG = Duration.ofSeconds(90);

  @TempDir static Path state;
  @TempDir Path folder;

  private static RunningStack stack;
  private static KafkaSettings kafka;
  private static LogKeys keys;
  private static KafkaProducer<String, byte[]> sequencer;
  private static final List<byte[]> COMMITTED = new ArrayList<>();

  @BeforeAll
  static void connect() throws InterruptedException {
    stack = LocalStack.in(state).with(Part.BROKER, Part.REGISTRY).start();
    kafka = KafkaSettings.of(stack.bootstrapServers(), "signer-it");
    try (Topics topics =
        Topics.connect(kafka, URI.create(stack.registryUrl()), Replication.LOCAL)) {
      topics.apply();
    }
    keys = KeyFiles.read(List.of(stack.secrets().auditLogKeyFile()), KmsKeys.known());
    sequencer = producer("signer-it-sequencer");
    sequencer.initTransactions();
  }

  @AfterAll
  static void close() {
    sequencer.close(Duration.ZERO);
    stack.kill();
  }

  @Test
  void whatIsCommittedIsSignedAndProvenAndARestartGoesOnWithIt() throws Exception {
    commit(3);
    abort();
    commit(300);
    try (SignerSession session = session(folder)) {
      awaitAll(session, folder);
    }
    commit(1);
    try (SignerSession session = session(folder)) {
      awaitAll(session, folder);
    }
    PublishedLog published = published(folder);
    Policy policy =
        Policy.parse(
            ("log " + keys.verifiers().getFirst().vkey() + "\nquorum none\n")
                .getBytes(StandardCharsets.UTF_8));
    for (int index : new int[] {0, COMMITTED.size() - 1}) {
      LogProof proof = published.proof(index, COMMITTED.get(index)).orElseThrow();
      assertThat(LogProof.parse(proof.bytes()).verified(COMMITTED.get(index), policy).size())
          .isEqualTo(COMMITTED.size());
    }
    assertThat(published.proof(COMMITTED.size(), new byte[] {1})).isEmpty();
    assertOneHistory();
  }

  @Test
  void ofTwoOneSignsAndTheOtherTakesOver() throws Exception {
    SignerSession first = session(folder);
    try (SignerSession second = session(folder)) {
      for (int turn = 0; turn < 10; turn++) {
        commit(2);
        first.step();
        second.step();
      }
      await(
          () -> {
            first.step();
            second.step();
            assertThat(size(folder)).isEqualTo(COMMITTED.size());
          });
      first.close();
      commit(2);
      awaitAll(second, folder);
    }
    assertOneHistory();
  }

  @Test
  void aLostFolderIsWrittenAgainWithTheSameHistory(@TempDir Path other) throws Exception {
    commit(5);
    try (SignerSession session = session(folder)) {
      awaitAll(session, folder);
    }
    try (SignerSession session = session(other)) {
      awaitAll(session, other);
    }
    assertThat(new Directory(other).read(Resources.CHECKPOINT).orElseThrow())
        .isEqualTo(new Directory(folder).read(Resources.CHECKPOINT).orElseThrow());
    assertOneHistory();
  }

  @Test
  void whatAPlainProducerWritesOntoTheLogsTopicIsNeitherNumberedNorSigned() throws Exception {
    commit(2);
    try (SignerSession session = session(folder);
        KafkaProducer<String, byte[]> stranger = stranger()) {
      awaitAll(session, folder);
      for (ProducerRecord<String, byte[]> forged : forgeries(COMMITTED.size())) {
        stranger.send(forged).get();
      }
      commit(3);
      awaitAll(session, folder);
    }
    try (SignerSession again = session(folder)) {
      commit(1);
      awaitAll(again, folder);
    }
    assertOneHistory();
    assertThat(new CommittedLog(kafka, StackProofs.of(stack)).newest(OptionalLong.empty(), 1_000))
        .satisfies(page -> assertThat(page.entries()).hasSameSizeAs(COMMITTED))
        .satisfies(
            page -> assertThat(page.entries().getFirst().index()).isEqualTo(COMMITTED.size() - 1L));
  }

  @Test
  void aCopyOfAnEntryBehindItIsNoneAndKeepsNobodyFromTheRest(@TempDir Path half) throws Exception {
    commit(20);
    try (SignerSession session = session(half)) {
      awaitAll(session, half);
    }
    long published = COMMITTED.size();
    commit(20);
    copy(0, 1);
    copy(COMMITTED.size() - 1, 1);
    copy(published - 1, 2_000);
    commit(1);
    List<Long> read = new ArrayList<>();
    new CommittedLog(kafka, StackProofs.of(stack))
        .since(Instant.EPOCH, LONG, entry -> read.add(entry.index()));
    assertThat(read).isEqualTo(LongStream.range(0, COMMITTED.size()).boxed().toList());
    try (SignerSession session = session(half)) {
      awaitAll(session, half);
    }
    published = COMMITTED.size();
    commit(1);
    try (SignerSession session = session(folder)) {
      awaitAll(session, folder);
    }
    copy(published - 1, 8_000);
    try (SignerSession behind = session(half)) {
      awaitAll(behind, half);
    }
    assertOneHistory();
  }

  /** So often that a look for a place by halves lands among them. */
  private static void copy(long index, int times) {
    byte[] entry = COMMITTED.get((int) index);
    ProducerRecord<String, byte[]> copy =
        signed(new ProducerRecord<>(Topic.AUDIT.topicName(), 0, Long.toString(index), entry));
    try (KafkaProducer<String, byte[]> stranger = stranger()) {
      IntStream.range(0, times).forEach(time -> stranger.send(copy));
    }
  }

  /** Each with the index that comes next, so that it would be taken for the next entry. */
  private static List<ProducerRecord<String, byte[]>> forgeries(int next) {
    List<ProducerRecord<String, byte[]>> forged = new ArrayList<>();
    for (RecordSigner signer :
        List.of(
            RecordSigner.of(SigningKey.generate(Authorship.ERASURE)),
            RecordSigner.of(
                SigningKey.read(
                    Authorship.INGEST, stack.secrets().signingKeyFile(Authorship.INGEST))))) {
      ProducerRecord<String, byte[]> record = forgery(next);
      byte[] proof =
          signer
              .sign(
                  new Signable(
                      record.topic(),
                      Authorship.Signed.by(signer.authors().iterator().next()),
                      record.key().getBytes(StandardCharsets.UTF_8),
                      record.value()))
              .orElseThrow();
      record.headers().add(RecordSigner.HEADER, proof);
      forged.add(record);
    }
    ProducerRecord<String, byte[]> lifted = forgery(next);
    ProducerRecord<String, byte[]> genuine =
        signed(new ProducerRecord<>(lifted.topic(), 0, lifted.key(), new byte[] {7}));
    lifted.headers().add(genuine.headers().lastHeader(RecordSigner.HEADER));
    forged.add(lifted);
    forged.add(forgery(next));
    ProducerRecord<String, byte[]> odd =
        new ProducerRecord<>(Topic.AUDIT.topicName(), 0, "no index", new byte[] {1});
    forged.add(odd);
    forged.add(new ProducerRecord<>(Topic.AUDIT.topicName(), 0, null, null));
    return forged;
  }

  private static ProducerRecord<String, byte[]> forgery(int next) {
    byte[] value = "forged".getBytes(StandardCharsets.UTF_8);
    return new ProducerRecord<>(Topic.AUDIT.topicName(), 0, Integer.toString(next), value);
  }

  private static KafkaProducer<String, byte[]> stranger() {
    return new KafkaProducer<>(
        Map.of("bootstrap.servers", stack.bootstrapServers()),
        new StringSerializer(),
        new ByteArraySerializer());
  }

  @Test
  void aLogThatIsShorterOrOtherThanWhatIsPublishedIsNotSigned() throws Exception {
    commit(5);
    long before = checkpoints().size();
    int size = COMMITTED.size() + 1_000;
    write(Checkpoint.of(keys.origin(), size, Hash.leaf(new byte[] {1})));
    assertRefused("the log ends with");

    write(Checkpoint.of(keys.origin(), 2, Hash.leaf(new byte[] {1})));
    assertRefused("the first 2 entries have the root");
    assertThat(checkpoints()).hasSize((int) before);
  }

  private void write(Checkpoint published) throws IOException {
    new Directory(folder).write(Resources.CHECKPOINT, keys.sign(published).bytes());
  }

  private void assertRefused(String why) {
    try (SignerSession session = session(folder)) {
      assertThatThrownBy(
              () ->
                  Awaitility.await()
                      .atMost(LONG)
                      .until(
                          () -> {
                            session.step();
                            return false;
                          }))
          .isInstanceOf(InconsistentLogException.class)
          .hasMessageContaining(why);
    }
  }

  /** Whether every checkpoint that was ever said has the root of the log at its size. */
  private static void assertOneHistory() throws Exception {
    List<Note> notes = checkpoints();
    assertThat(notes).isNotEmpty();
    long last = 0;
    for (Note note : notes) {
      Checkpoint checkpoint = keys.signed(note);
      assertThat(checkpoint.root()).isEqualTo(root(checkpoint.size()));
      assertThat(checkpoint.size()).isGreaterThan(last);
      last = checkpoint.size();
    }
  }

  private static Hash root(long size) {
    Frontier frontier = new Frontier();
    COMMITTED.subList(0, (int) size).forEach(entry -> frontier.append(Hash.leaf(entry)));
    return frontier.root();
  }

  private static List<Note> checkpoints() throws Exception {
    TopicPartition topic = new TopicPartition(Topic.AUDIT_CHECKPOINTS.topicName(), 0);
    List<Note> notes = new ArrayList<>();
    try (KafkaConsumer<String, byte[]> consumer = clients().reader()) {
      consumer.assign(List.of(topic));
      consumer.seekToBeginning(List.of(topic));
      long end = consumer.endOffsets(List.of(topic)).get(topic);
      while (consumer.position(topic) < end) {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(100))) {
          assertThat(record.key()).isEqualTo(keys.origin());
          notes.add(Note.parse(record.value()));
        }
      }
    }
    return notes;
  }

  private static void awaitAll(SignerSession session, Path folder) {
    await(
        () -> {
          session.step();
          assertThat(size(folder)).isEqualTo(COMMITTED.size());
        });
  }

  private static void await(ThrowingRunnable assertion) {
    Awaitility.await().atMost(LONG).pollInterval(Duration.ofMillis(5)).untilAsserted(assertion);
  }

  private static long size(Path folder) {
    return published(folder).head().map(head -> head.checkpoint().size()).orElse(0L);
  }

  private static void commit(int entries) {
    sequencer.beginTransaction();
    for (int at = 0; at < entries; at++) {
      byte[] entry = ("entry " + COMMITTED.size()).getBytes(StandardCharsets.UTF_8);
      send(Integer.toString(COMMITTED.size()), entry);
      COMMITTED.add(entry);
    }
    sequencer.commitTransaction();
  }

  private static void abort() {
    sequencer.beginTransaction();
    send("999999", new byte[] {9});
    sequencer.flush();
    sequencer.abortTransaction();
  }

  private static void send(String index, byte[] entry) {
    sequencer.send(signed(new ProducerRecord<>(Topic.AUDIT.topicName(), 0, index, entry)));
  }

  private static ProducerRecord<String, byte[]> signed(ProducerRecord<String, byte[]> entry) {
    StackProofs.of(stack).sign(List.of(entry));
    return entry;
  }

  private static KafkaProducer<String, byte[]> producer(String transactionalId) {
    return new KafkaProducer<>(
        Map.of(
            "bootstrap.servers",
            stack.bootstrapServers(),
            "transactional.id",
            transactionalId,
            "retry.backoff.ms",
            10),
        new StringSerializer(),
        new ByteArraySerializer());
  }

  private static SignerSession session(Path folder) {
    return new SignerSession(clients(), new Directory(folder), keys, policy());
  }

  private static PublishedLog published(Path folder) {
    return new PublishedLog(new Directory(folder), keys, policy());
  }

  private static LogPolicy policy() {
    return new LogPolicy(keys, new SignerSettings(Map.of()));
  }

  private static SignerClients clients() {
    return new SignerClients(kafka, new SignerSettings(Map.of()), StackProofs.of(stack));
  }
}
