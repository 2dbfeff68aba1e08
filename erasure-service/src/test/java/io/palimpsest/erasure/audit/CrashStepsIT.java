package io.palimpsest.erasure.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palimpsest.audit.AuditSource;
import io.palimpsest.audit.EntryType;
import io.palimpsest.audit.Statement;
import io.palimpsest.audit.log.Checkpoint;
import io.palimpsest.audit.log.Directory;
import io.palimpsest.audit.log.LogKeys;
import io.palimpsest.audit.log.Resources;
import io.palimpsest.audit.note.Note;
import io.palimpsest.audit.tree.Frontier;
import io.palimpsest.audit.tree.Hash;
import io.palimpsest.audit.verify.LogVerifier;
import io.palimpsest.audit.verify.Report;
import io.palimpsest.audit.verify.ServedLog;
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
import io.palimpsest.sealing.KmsKeys;
import io.palimpsest.topic.Topic;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Two processes, each with a sequencer and a signer, on a real broker. The one at work is killed
 * before and after each step that has an effect, while sources go on stating; the other goes on.
 */
class CrashStepsIT {
  private static final Duration LONG = Duration.ofSeconds(90);
  private static final int SIGKILLED = 128 + 9;
  private static final int SOURCES = 10;

  /** Done and not yet known to the next step: where a second one could do it again. */
  private static final Set<LogStep> TELLING =
      EnumSet.of(
          LogStep.SEQUENCER_PASSES_OFFSETS,
          LogStep.SEQUENCER_COMMITS,
          LogStep.SEQUENCER_KEEPS_NUMBERING,
          LogStep.SIGNER_WRITES_FULL_TILE,
          LogStep.SIGNER_COMMITS,
          LogStep.SIGNER_WRITES_CHECKPOINT);

  @TempDir static Path folder;

  private static final Map<AuditSource, List<Statement>> STATED = new HashMap<>();

  private static RunningStack stack;
  private static KafkaSettings kafka;
  private static LogKeys keys;
  private static TopicLog topics;
  private static EventPublisher publisher;
  private static LogProcess other;

  @BeforeAll
  static void start() throws Exception {
    stack = LocalStack.in(folder.resolve("stack")).with(Part.BROKER, Part.REGISTRY).start();
    kafka = KafkaSettings.of(stack.bootstrapServers(), "crash-steps-it");
    URI registry = URI.create(stack.registryUrl());
    try (Topics all = Topics.connect(kafka, registry, Replication.LOCAL)) {
      all.apply();
    }
    keys = KeyFiles.read(List.of(stack.secrets().auditLogKeyFile()), KmsKeys.known());
    RegistryEventCodec codec = RegistryEventCodec.connect(registry, false);
    topics = new TopicLog(kafka, codec);
    publisher =
        EventPublisher.connect(kafka, codec, RecordSigner.read(stack.secrets().signingKeys()));
    for (int source = 0; source < SOURCES; source++) {
      STATED.put(
          AuditSource.request("er_" + UUID.randomUUID().toString().replace("-", "")),
          new ArrayList<>());
    }
    other = process("b", "");
  }

  @AfterAll
  static void close() throws Exception {
    other.close();
    publisher.close();
    stack.kill();
  }

  static Stream<Arguments> moments() {
    boolean full = Boolean.getBoolean("palimpsest.full");
    return Stream.of(LogStep.values())
        .flatMap(
            step -> Stream.of(LogStep.Moment.values()).map(moment -> Arguments.of(step, moment)))
        .filter(
            one ->
                full
                    || one.get()[1] == LogStep.Moment.AFTER
                        && TELLING.contains((LogStep) one.get()[0]));
  }

  @ParameterizedTest
  @MethodSource("moments")
  void whereTheOneAtWorkIsKilledTheOtherGoesOnWithOneHistory(LogStep step, LogStep.Moment moment)
      throws Exception {
    try (LogProcess atWork = process("a", step + " " + moment)) {
      Awaitility.await()
          .atMost(LONG)
          .until(
              () -> {
                stateMore();
                return atWork.isThere();
              });
      assertThat(atWork.kill()).as("the fault fired").isEqualTo(SIGKILLED);
    }
    stateMore();
    endSessions();

    Awaitility.await()
        .atMost(LONG)
        .pollInterval(Duration.ofMillis(200))
        .untilAsserted(CrashStepsIT::assertOneHistoryWithoutALoss);
  }

  @Test
  void whoIsFencedOffCommitsNothingMore() {
    stateMore();
    Awaitility.await().atMost(LONG).untilAsserted(CrashStepsIT::assertOneHistoryWithoutALoss);
    LogProofs proofs = StackProofs.of(stack);
    try (Producer<String, byte[]> sequencer =
            new SequencerClients(kafka, new KeepingSettings(1), proofs).producer();
        Producer<String, byte[]> signer =
            new SignerClients(kafka, new SignerSettings(Map.of()), proofs).producer()) {
      leaveOpen(sequencer, Topic.AUDIT, "999999");
      leaveOpen(signer, Topic.AUDIT_CHECKPOINTS, keys.origin());
      stateMore();

      Awaitility.await().atMost(LONG).untilAsserted(CrashStepsIT::assertOneHistoryWithoutALoss);
      for (Producer<String, byte[]> fenced : List.of(sequencer, signer)) {
        assertThatThrownBy(fenced::commitTransaction)
            .isInstanceOfAny(ProducerFencedException.class, InvalidProducerEpochException.class);
      }
    }
    assertThatCode(CrashStepsIT::assertOneHistoryWithoutALoss).doesNotThrowAnyException();
  }

  /** It fences off the one at work, which begins again and fences it off. */
  private static void leaveOpen(Producer<String, byte[]> producer, Topic topic, String key) {
    producer.initTransactions();
    producer.beginTransaction();
    producer.send(new ProducerRecord<>(topic.topicName(), 0, key, "left".getBytes(UTF_8)));
    producer.flush();
  }

  private static LogProcess process(String name, String at) throws Exception {
    LogInstance instance =
        new LogInstance(
            stack.bootstrapServers(),
            name,
            folder.resolve("log"),
            stack.secrets().auditLogKeyFile(),
            stack.secrets().signingKeys(),
            stack.secrets().trustedKeys(),
            folder.resolve(name + ".there"),
            at);
    return LogProcess.start(instance, folder.resolve(name + ".said"));
  }

  /** Each source states once more behind a repeat, and one says what is no statement. */
  private static void stateMore() {
    List<CompletableFuture<?>> sent = new ArrayList<>();
    STATED.forEach(
        (source, known) -> {
          known.add(Statement.of(source, known.size(), EntryType.PLANNED, Instant.now()));
          for (Statement said : known.subList(Math.max(0, known.size() - 2), known.size())) {
            sent.add(publisher.publishJson(Topic.AUDIT_INTAKE, source.path(), said.bytes()));
          }
        });
    String some = STATED.keySet().iterator().next().path();
    sent.add(publisher.publishJson(Topic.AUDIT_INTAKE, some, "{}".getBytes(UTF_8)));
    CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new)).join();
  }

  /** The broker forgets the one that is dead now, not when its session is over. */
  private static void endSessions() {
    try (Admin admin = Admin.create(kafka.client("crash-steps-it-admin"))) {
      for (String group :
          List.of(new KeepingSettings(1).groupId(), new SignerSettings(Map.of()).groupId())) {
        Awaitility.await()
            .atMost(LONG)
            .ignoreExceptions()
            .until(
                () -> {
                  admin
                      .removeMembersFromConsumerGroup(
                          group, new RemoveMembersFromConsumerGroupOptions())
                      .all()
                      .get();
                  return true;
                });
      }
    }
  }

  private static void assertOneHistoryWithoutALoss() throws Exception {
    List<byte[]> entries = entries();
    assertThat(entries).isNotEmpty();
    Map<AuditSource, List<Long>> numbers = new HashMap<>();
    Map<Long, Hash> roots = new HashMap<>();
    Frontier tree = new Frontier();
    for (byte[] entry : entries) {
      Statement said = Statement.parse(entry);
      numbers.computeIfAbsent(said.source(), none -> new ArrayList<>()).add(said.seq());
      tree.append(Hash.leaf(entry));
      roots.put(tree.size(), tree.root());
    }
    STATED.forEach(
        (source, said) ->
            assertThat(numbers.get(source)).isEqualTo(said.stream().map(Statement::seq).toList()));
    assertThat(Statement.parse(entries.getFirst()).type()).isEqualTo(EntryType.KEY_ROTATED);
    Checkpoint last = Checkpoint.of(keys.origin(), 0, new Frontier().root());
    for (byte[] note : values(Topic.AUDIT_CHECKPOINTS)) {
      last = keys.signed(Note.parse(note));
      assertThat(last.root()).as("root of size %d", last.size()).isEqualTo(roots.get(last.size()));
    }
    assertThat(last.size()).isEqualTo(entries.size());
    Directory published = new Directory(folder.resolve("log"));
    Optional<byte[]> beside = published.read(Resources.CHECKPOINT);
    assertThat(beside).isPresent();
    assertThat(keys.signed(Note.parse(beside.orElseThrow()))).isEqualTo(last);
    try (ExecutorService readers = Executors.newFixedThreadPool(2)) {
      Report report =
          new LogVerifier(
                  new LogPolicy(keys, new SignerSettings(Map.of())).policy(),
                  Instant.now(),
                  readers)
              .verify(new ServedLog(published), List.of());
      assertThat(report.findings()).isEmpty();
      assertThat(report.verdict()).isEqualTo(Report.Verdict.VERIFIED);
    }
  }

  /** Entries in order, which are dense. */
  private static List<byte[]> entries() {
    List<byte[]> entries = new ArrayList<>();
    topics.readBytes(
        Topic.AUDIT,
        LONG,
        record -> {
          assertThat(record.key()).isEqualTo(Integer.toString(entries.size()));
          if (record.value() instanceof Decoded.Event<byte[]> event) {
            entries.add(event.value());
          }
        });
    return entries;
  }

  private static List<byte[]> values(Topic topic) {
    List<byte[]> values = new ArrayList<>();
    topics.readBytes(
        topic,
        LONG,
        record -> {
          if (record.value() instanceof Decoded.Event<byte[]> event) {
            values.add(event.value());
          }
        });
    return values;
  }
}
