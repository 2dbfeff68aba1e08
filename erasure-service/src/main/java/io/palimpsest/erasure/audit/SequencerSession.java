package io.palimpsest.erasure.audit;

import io.palimpsest.audit.Statement;
import io.palimpsest.erasure.parked.ParkedRequests;
import io.palimpsest.messaging.Decoded;
import io.palimpsest.messaging.TopicLog;
import io.palimpsest.messaging.proof.RecordVerifier;
import io.palimpsest.topic.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
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

  private final SequencerClients clients;
  private final TopicLog log;
  private final RecordVerifier verifier;
  private final ParkedRequests parked;
  private final KafkaConsumer<String, byte[]> consumer;
  private @Nullable KafkaProducer<String, byte[]> producer;
  private Numbering numbering = new Numbering();

  SequencerSession(
      SequencerClients clients, TopicLog log, RecordVerifier verifier, ParkedRequests parked) {
    this.clients = clients;
    this.log = log;
    this.verifier = verifier;
    this.parked = parked;
    this.consumer = clients.consumer();
    consumer.subscribe(List.of(Topic.AUDIT_INTAKE.topicName()), new Assignment());
  }

  /** Handles what has come in, if anything has. */
  void step() {
    ConsumerRecords<String, byte[]> records = consumer.poll(POLL);
    KafkaProducer<String, byte[]> open = producer;
    if (open != null && !records.isEmpty()) {
      commit(open, records);
    }
  }

  @Override
  public void close() {
    closeProducer();
    consumer.close();
  }

  private void commit(KafkaProducer<String, byte[]> open, ConsumerRecords<String, byte[]> records) {
    open.beginTransaction();
    for (ProducerRecord<String, byte[]> entry : entries(records)) {
      open.send(entry);
    }
    TopicPartition intake = new TopicPartition(Topic.AUDIT_INTAKE.topicName(), 0);
    long next = records.records(intake).getLast().offset() + 1;
    open.sendOffsetsToTransaction(
        Map.of(intake, new OffsetAndMetadata(next)), consumer.groupMetadata());
    open.commitTransaction();
  }

  private List<ProducerRecord<String, byte[]>> entries(ConsumerRecords<String, byte[]> records) {
    List<ProducerRecord<String, byte[]>> entries = new ArrayList<>();
    for (ConsumerRecord<String, byte[]> record : records) {
      switch (Admitted.of(record, verifier)) {
        case Admitted.Stated(Statement statement) -> {
          if (numbering.judge(statement) == Numbering.Verdict.APPEND) {
            String index = Long.toString(numbering.append(statement));
            entries.add(new ProducerRecord<>(Topic.AUDIT.topicName(), 0, index, record.value()));
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
  }

  private void rebuild() {
    Numbering fromLog = new Numbering();
    log.readBytes(
        Topic.AUDIT,
        clients.settings().rebuild(),
        record -> {
          if (record.value() instanceof Decoded.Event<byte[]> event) {
            fromLog.committed(Long.parseLong(record.key()), Statement.parse(event.value()));
          }
        });
    numbering = fromLog;
    LOG.info("audit log goes on next_index={}", fromLog.next());
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
