package io.palimpsest.erasure.audit;

import io.palimpsest.audit.Statement;
import io.palimpsest.erasure.parked.ParkedRequests;
import io.palimpsest.messaging.Decoded;
import io.palimpsest.messaging.TopicLog;
import io.palimpsest.messaging.proof.RecordVerifier;
import io.palimpsest.topic.Topic;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One sequencer between its start and its first fault. Intake offset and entries are committed by
 * one transaction; the numbers come from the log, read to its end after every older transaction of
 * this name was ended. Any exception ends the session: the next one begins from the log again.
 */
final class SequencerSession implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SequencerSession.class);
  private static final Duration POLL = Duration.ofMillis(500);
  static final String CONTRADICTS = "statement.contradicts";

  private final SequencerClients clients;
  private final TopicLog log;
  private final RecordVerifier verifier;
  private final ParkedRequests parked;
  private final KafkaConsumer<String, byte[]> consumer;
  private @Nullable KafkaProducer<String, byte[]> producer;
  private final CommittedLog committed;
  private final Signs signs;
  private Numbering numbering = new Numbering();
  private Recent recent = new Recent();
  private OwnStatements own;

  /**
   * What the session tells of itself, and by which clock.
   *
   * @param key digest of the vkey that signs the log
   * @param clock tells the time of its own statements
   * @param refused hears the reason of each statement that is refused
   */
  record Signs(String key, InstantSource clock, Consumer<String> refused) {}

  SequencerSession(
      SequencerClients clients,
      TopicLog log,
      RecordVerifier verifier,
      ParkedRequests parked,
      Signs signs) {
    this.clients = clients;
    this.log = log;
    this.verifier = verifier;
    this.parked = parked;
    this.signs = signs;
    this.committed = new CommittedLog(clients.kafka());
    this.own = ownStatements();
    this.consumer = clients.consumer();
    consumer.subscribe(List.of(Topic.AUDIT_INTAKE.topicName()), new Assignment());
  }

  /** Handles what has come in, if anything has. */
  void step() {
    ConsumerRecords<String, byte[]> records = consumer.poll(POLL);
    KafkaProducer<String, byte[]> open = producer;
    if (open != null) {
      List<ProducerRecord<String, byte[]>> entries = ofItself();
      entries.addAll(entries(records));
      if (!records.isEmpty() || !entries.isEmpty()) {
        commit(open, records, entries);
      }
    }
  }

  @Override
  public void close() {
    closeProducer();
    consumer.close();
  }

  private void commit(
      KafkaProducer<String, byte[]> open,
      ConsumerRecords<String, byte[]> records,
      List<ProducerRecord<String, byte[]>> entries) {
    open.beginTransaction();
    for (ProducerRecord<String, byte[]> entry : entries) {
      open.send(entry);
    }
    if (!records.isEmpty()) {
      TopicPartition intake = new TopicPartition(Topic.AUDIT_INTAKE.topicName(), 0);
      long next = records.records(intake).getLast().offset() + 1;
      open.sendOffsetsToTransaction(
          Map.of(intake, new OffsetAndMetadata(next)), consumer.groupMetadata());
    }
    open.commitTransaction();
  }

  private List<ProducerRecord<String, byte[]>> ofItself() {
    List<ProducerRecord<String, byte[]>> entries = new ArrayList<>();
    own.due(numbering.nextOf(OwnStatements.SOURCE), signs.clock().instant())
        .ifPresent(statement -> entries.add(entry(statement)));
    return entries;
  }

  private ProducerRecord<String, byte[]> entry(Statement statement) {
    String index = Long.toString(numbering.append(statement));
    recent.add(statement);
    own.committed(statement);
    return new ProducerRecord<>(Topic.AUDIT.topicName(), 0, index, statement.bytes());
  }

  private List<ProducerRecord<String, byte[]>> entries(ConsumerRecords<String, byte[]> records) {
    List<ProducerRecord<String, byte[]>> entries = new ArrayList<>();
    for (ConsumerRecord<String, byte[]> record : records) {
      switch (Admitted.of(record, verifier)) {
        case Admitted.Stated(Statement statement) -> {
          switch (numbering.judge(statement)) {
            case APPEND -> entries.add(entry(statement));
            case REPEAT -> {
              if (!isRepeat(statement)) {
                refuse(record, CONTRADICTS);
              }
            }
            case GAP -> {
              // Its source sends it again, with its predecessor.
            }
          }
        }
        case Admitted.Refused(String reason) -> refuse(record, reason);
      }
    }
    return entries;
  }

  /** Whether the log has this statement; one that is not kept in memory is looked up there. */
  private boolean isRepeat(Statement statement) {
    return recent.repeats(statement).orElseGet(() -> isInLog(statement));
  }

  private boolean isInLog(Statement statement) {
    return committed
        .ofSource(statement.source(), Instant.EPOCH, clients.settings().rebuild())
        .stream()
        .anyMatch(said -> Arrays.equals(said.bytes(), statement.bytes()));
  }

  /** Before the intake's offset is committed; when it cannot be kept, the session ends. */
  private void refuse(ConsumerRecord<String, byte[]> record, String reason) {
    LOG.error("statement refused offset={} reason={}", record.offset(), reason);
    parked.park(record, reason);
    signs.refused().accept(reason);
  }

  private void rebuild() {
    Numbering fromLog = new Numbering();
    recent = new Recent();
    own = ownStatements();
    log.readBytes(
        Topic.AUDIT,
        clients.settings().rebuild(),
        record -> {
          if (record.value() instanceof Decoded.Event<byte[]> event) {
            Statement entry = Statement.parse(event.value());
            fromLog.committed(Long.parseLong(record.key()), entry);
            recent.add(entry);
            own.committed(entry);
          }
        });
    numbering = fromLog;
    LOG.info("audit log goes on next_index={}", fromLog.next());
  }

  private OwnStatements ownStatements() {
    return new OwnStatements(signs.key(), clients.settings().heartbeat());
  }

  private void closeProducer() {
    KafkaProducer<String, byte[]> open = producer;
    producer = null;
    if (open != null) {
      open.close(Duration.ofSeconds(5));
    }
  }

  private final class Assignment implements ConsumerRebalanceListener {
    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      if (!partitions.isEmpty()) {
        KafkaProducer<String, byte[]> fresh = clients.producer();
        producer = fresh;
        fresh.initTransactions();
        rebuild();
      }
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      closeProducer();
    }
  }
}
