package io.palimpsest.cli;

import io.palimpsest.audit.log.Resources;
import io.palimpsest.audit.note.MalformedNoteException;
import io.palimpsest.audit.verify.LogCopy;
import io.palimpsest.topic.Topic;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * The log as its topics have it: what was committed, up to the end that they have when they are
 * first looked at. Joins no group and commits nothing, so that reading rights are enough.
 */
final class TopicCopy implements LogCopy, AutoCloseable {
  private static final TopicPartition LOG = new TopicPartition(Topic.AUDIT.topicName(), 0);
  private static final TopicPartition CHECKPOINTS =
      new TopicPartition(Topic.AUDIT_CHECKPOINTS.topicName(), 0);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final KafkaConsumer<String, byte[]> consumer;

  private TopicCopy(KafkaConsumer<String, byte[]> consumer) {
    this.consumer = consumer;
  }

  /**
   * Connects to brokers.
   *
   * @param properties further ones of the consumer, such as a user
   */
  static TopicCopy connect(String bootstrap, Map<String, Object> properties) throws IOException {
    Map<String, Object> config = new HashMap<>(properties);
    config.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    config.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
    try {
      return new TopicCopy(
          new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer()));
    } catch (KafkaException e) {
      throw unreadable(e);
    }
  }

  @Override
  public List<Signed> checkpoints() throws IOException {
    List<Signed> all = new ArrayList<>();
    Part part = new Part(CHECKPOINTS);
    for (List<ConsumerRecord<String, byte[]>> next = part.next();
        !next.isEmpty();
        next = part.next()) {
      next.forEach(
          record -> all.add(new Signed("checkpoint at offset " + record.offset(), record.value())));
    }
    return all;
  }

  @Override
  public Entries entries(long size) throws IOException {
    Part part = new Part(LOG);
    return new Entries() {
      private long left = size;

      @Override
      public List<Entry> next() throws IOException, MalformedNoteException {
        if (left <= 0) {
          return List.of();
        }
        List<Entry> batch = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> record : part.next()) {
          if (left-- > 0) {
            batch.add(entry(record));
          }
        }
        return batch;
      }

      @Override
      public void close() {
        // The consumer serves more than one reading.
      }
    };
  }

  @Override
  public Optional<Resources> tiles() {
    return Optional.empty();
  }

  @Override
  public void close() {
    consumer.close();
  }

  private static Entry entry(ConsumerRecord<String, byte[]> record) throws MalformedNoteException {
    try {
      if (record.key() != null && record.value() != null) {
        return new Entry(Long.parseLong(record.key()), record.value());
      }
    } catch (NumberFormatException noIndex) {
      // Said below, with records that have no key at all.
    }
    throw new MalformedNoteException(
        "the record at offset " + record.offset() + " has no index or no value");
  }

  private static IOException unreadable(KafkaException cause) {
    return new IOException("the brokers do not let the log be read: " + cause.getMessage(), cause);
  }

  /** One topic's only partition, from its first record to the end that it has now. */
  private final class Part {
    private final TopicPartition partition;
    private final long end;

    Part(TopicPartition partition) throws IOException {
      this.partition = partition;
      try {
        consumer.assign(List.of(partition));
        consumer.seekToBeginning(List.of(partition));
        end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
      } catch (KafkaException e) {
        throw unreadable(e);
      }
    }

    /** The next records, none at the end. */
    List<ConsumerRecord<String, byte[]>> next() throws IOException {
      try {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (consumer.position(partition) < end) {
          List<ConsumerRecord<String, byte[]>> polled = consumer.poll(POLL).records(partition);
          if (!polled.isEmpty()) {
            return polled;
          }
          if (System.nanoTime() > until) {
            throw new IOException(partition + " was not read to its end in " + PATIENCE);
          }
        }
        return List.of();
      } catch (KafkaException e) {
        throw unreadable(e);
      }
    }
  }
}
