package io.palimpsest.erasure.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.audit.AuditSource;
import io.palimpsest.audit.EntryType;
import io.palimpsest.audit.Statement;
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
import io.palimpsest.topic.Topic;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sequencer on a real broker: repeats, a predecessor that died in its transaction, a rival. */
class SequencerIT {
  @TempDir static Path state;

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
    publisher = EventPublisher.connect(kafka, codec);
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
    SequencerClients clients = new SequencerClients(kafka, settings());
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

  private static void stepBoth(SequencerSession first, SequencerSession second) {
    first.step();
    second.step();
  }

  private static SequencerSession session() {
    return new SequencerSession(new SequencerClients(kafka, settings()), log);
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

  private static SequencerSettings settings() {
    return new SequencerSettings() {
      @Override
      public boolean enabled() {
        return true;
      }

      @Override
      public String transactionalId() {
        return "palimpsest-audit-sequencer";
      }

      @Override
      public String groupId() {
        return "palimpsest-audit-sequencer";
      }

      @Override
      public Duration rebuild() {
        return Duration.ofSeconds(30);
      }
    };
  }
}
