package io.palimpsest.erasure.audit;

import io.palimpsest.audit.log.Announcements;
import io.palimpsest.audit.log.InconsistentLogException;
import io.palimpsest.audit.note.MalformedNoteException;
import io.palimpsest.audit.note.Note;
import io.palimpsest.topic.Topic;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * Checkpoints on their topic, each in a transaction of one name: opening one ends or fences
 * whatever a predecessor left, before the newest one is read. For one thread.
 */
final class CheckpointTopic implements Announcements, AutoCloseable {
  private static final TopicPartition CHECKPOINTS =
      new TopicPartition(Topic.AUDIT_CHECKPOINTS.topicName(), 0);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration AT_MOST = Duration.ofSeconds(10);
  private static final int FIRST_LOOK = 8;

  private final SignerClients clients;
  private final Producer<String, byte[]> producer;

  CheckpointTopic(SignerClients clients) {
    this.clients = clients;
    this.producer = clients.producer();
    producer.initTransactions();
  }

  @Override
  public Optional<Note> newest() throws IOException {
    try (KafkaConsumer<String, byte[]> consumer = clients.reader()) {
      consumer.assign(List.of(CHECKPOINTS));
      long first = consumer.beginningOffsets(List.of(CHECKPOINTS)).getOrDefault(CHECKPOINTS, 0L);
      long end = consumer.endOffsets(List.of(CHECKPOINTS)).getOrDefault(CHECKPOINTS, 0L);
      Optional<Note> found = Optional.empty();
      for (long look = FIRST_LOOK; found.isEmpty(); look *= 2) {
        long from = Math.max(first, end - look);
        found = last(consumer, from, end);
        if (from == first) {
          break;
        }
      }
      return found;
    } catch (KafkaException unreachable) {
      throw new IOException(unreachable);
    }
  }

  @Override
  public void announce(Note checkpoint) throws IOException {
    try {
      producer.beginTransaction();
      producer.send(
          new ProducerRecord<>(
              CHECKPOINTS.topic(), 0, checkpoint.text().split("\n", 2)[0], checkpoint.bytes()));
      producer.commitTransaction();
    } catch (KafkaException refused) {
      throw new IOException(refused);
    }
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(5));
  }

  private static Optional<Note> last(KafkaConsumer<String, byte[]> consumer, long from, long end)
      throws IOException {
    consumer.seek(CHECKPOINTS, from);
    long until = System.nanoTime() + AT_MOST.toNanos();
    Optional<Note> last = Optional.empty();
    while (consumer.position(CHECKPOINTS) < end) {
      if (System.nanoTime() > until) {
        throw new IOException("the newest checkpoint was not read in time");
      }
      for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
        last = Optional.of(note(record));
      }
    }
    return last;
  }

  private static Note note(ConsumerRecord<String, byte[]> record) {
    try {
      return Note.parse(record.value());
    } catch (MalformedNoteException wrong) {
      throw new InconsistentLogException(
          "the checkpoint at offset " + record.offset() + ": " + wrong.getMessage());
    }
  }
}
