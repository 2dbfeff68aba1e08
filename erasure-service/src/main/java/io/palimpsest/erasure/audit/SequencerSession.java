package io.palimpsest.erasure.audit;

import io.palimpsest.audit.Statement;
import io.palimpsest.erasure.broker.ParkedRequests;
import io.palimpsest.erasure.broker.Session;
import io.palimpsest.messaging.proof.RecordVerifier;
import io.palimpsest.topic.Topic;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
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
final class SequencerSession implements Session {
  private static final Logger LOG = LoggerFactory.getLogger(SequencerSession.class);
  private static final Duration POLL = Duration.ofMillis(500);
  static final String CONTRADICTS = "statement.contradicts";
  static final String NUMBERING = "numbering.not_believed";

  private final SequencerClients clients;
  private final RecordVerifier verifier;
  private final ParkedRequests parked;
  private final KafkaConsumer<String, byte[]> consumer;
  private final Signs signs;
  private @Nullable Work work;

  /**
   * What the session tells of itself, and by which clock.
   *
   * @param key digest of the vkey that signs the log
   * @param clock tells the time of its own statements
   * @param refused hears the reason of each statement that is refused
   * @param merged hears of each record of the intake how long it took to its commit
   * @param kept where the numbering is kept
   */
  record Signs(
      String key,
      InstantSource clock,
      Consumer<String> refused,
      Consumer<Duration> merged,
      KeptNumbering kept) {}

  SequencerSession(
      SequencerClients clients, RecordVerifier verifier, ParkedRequests parked, Signs signs) {
    this.clients = clients;
    this.verifier = verifier;
    this.parked = parked;
    this.signs = signs;
    this.consumer = clients.consumer();
    consumer.subscribe(List.of(Topic.AUDIT_INTAKE.topicName()), new Assignment());
  }

  /** Handles what has come in, if anything has. */
  @Override
  public void step() {
    ConsumerRecords<String, byte[]> records = consumer.poll(POLL);
    Work now = work;
    if (now != null) {
      List<ProducerRecord<String, byte[]>> entries = ofItself(now.end());
      entries.addAll(entries(now.end(), records));
      if (!records.isEmpty() || !entries.isEmpty()) {
        commit(now.producer(), records, entries);
        now.end().committed();
        merged(records);
      }
    }
  }

  private void merged(ConsumerRecords<String, byte[]> records) {
    Instant now = signs.clock().instant();
    for (ConsumerRecord<String, byte[]> record : records) {
      signs.merged().accept(Duration.between(Instant.ofEpochMilli(record.timestamp()), now));
    }
  }

  /** Keeps the numbering, so that the next start reads next to nothing. */
  @Override
  public void beforeStop() {
    Work now = work;
    if (now != null) {
      now.end().keep();
    }
  }

  @Override
  public void close() {
    stop();
    consumer.close();
  }

  private void commit(
      Producer<String, byte[]> open,
      ConsumerRecords<String, byte[]> records,
      List<ProducerRecord<String, byte[]>> entries) {
    clients.proofs().sign(entries);
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

  private List<ProducerRecord<String, byte[]>> ofItself(LogEnd end) {
    List<ProducerRecord<String, byte[]>> entries = new ArrayList<>();
    end.ofItself().ifPresent(statement -> entries.add(entry(end, statement, statement.bytes())));
    return entries;
  }

  private static ProducerRecord<String, byte[]> entry(
      LogEnd end, Statement statement, byte[] bytes) {
    String index = Long.toString(end.add(statement, bytes));
    return new ProducerRecord<>(Topic.AUDIT.topicName(), 0, index, bytes);
  }

  private List<ProducerRecord<String, byte[]>> entries(
      LogEnd end, ConsumerRecords<String, byte[]> records) {
    List<ProducerRecord<String, byte[]>> entries = new ArrayList<>();
    for (ConsumerRecord<String, byte[]> record : records) {
      switch (Admitted.of(record, verifier)) {
        case Admitted.Stated(Statement statement) -> {
          switch (end.judge(statement, record.value())) {
            case APPEND -> entries.add(entry(end, statement, record.value()));
            case CONTRADICTS -> refuse(record, CONTRADICTS);
            case DROP -> {
              // The log has it, or its source sends it again, with its predecessor.
            }
          }
        }
        case Admitted.Refused(String reason) -> refuse(record, reason);
      }
    }
    return entries;
  }

  /** Before the intake's offset is committed; when it cannot be kept, the session ends. */
  private void refuse(ConsumerRecord<String, byte[]> record, String reason) {
    LOG.error("statement refused offset={} reason={}", record.offset(), reason);
    parked.park(record, reason);
    signs.refused().accept(reason);
  }

  private void stop() {
    Work last = work;
    work = null;
    if (last != null) {
      last.close();
    }
  }

  /**
   * The log as it goes on while this one writes.
   *
   * @param producer in whose transactions
   * @param end what is in the log
   */
  private record Work(Producer<String, byte[]> producer, LogEnd end) implements AutoCloseable {
    @Override
    public void close() {
      producer.close(Duration.ofSeconds(5));
    }
  }

  private final class Assignment implements ConsumerRebalanceListener {
    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      if (!partitions.isEmpty()) {
        stop();
        work = begun();
      }
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      stop();
    }

    /** Whatever a predecessor left is ended or fenced off before the log is read. */
    private Work begun() {
      Producer<String, byte[]> producer = clients.producer();
      try {
        producer.initTransactions();
        return new Work(producer, LogEnd.read(clients, signs));
      } catch (RuntimeException fault) {
        producer.close(Duration.ZERO);
        throw fault;
      }
    }
  }
}
