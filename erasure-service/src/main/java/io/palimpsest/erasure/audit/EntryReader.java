package io.palimpsest.erasure.audit;

import io.palimpsest.audit.log.InconsistentLogException;
import io.palimpsest.topic.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Reads committed entries from an index on, each with the index that it must have. Offsets are no
 * indexes: marks of transactions lie between, so the place of an index is looked for by halves. A
 * copy of an old entry behind newer ones, as anybody may write who may write there, is passed over;
 * where such copies mislead the search, the topic is read from its beginning. For one thread.
 */
final class EntryReader implements AutoCloseable {
  private static final TopicPartition LOG = new TopicPartition(Topic.AUDIT.topicName(), 0);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration LOOK = Duration.ofSeconds(30);

  private final KafkaConsumer<String, byte[]> consumer;
  private final LogProofs proofs;
  private long next;
  private long end;
  private boolean whole;

  /**
   * @param consumer of committed records, without a group; closed with this reader
   * @param proofs tell which records are entries
   */
  EntryReader(KafkaConsumer<String, byte[]> consumer, LogProofs proofs) {
    this.consumer = consumer;
    this.proofs = proofs;
    consumer.assign(List.of(LOG));
  }

  /** Places it before the entry with an index, or at the end when there is none yet. */
  public void seek(long index) {
    long until = System.nanoTime() + LOOK.toNanos();
    long low = Math.max(consumer.beginningOffsets(List.of(LOG)).getOrDefault(LOG, 0L), index);
    long high = end();
    while (low < high) {
      long middle = (low + high) >>> 1;
      Optional<Long> found = firstFrom(middle, high, until);
      if (found.isPresent() && found.get() < index) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    consumer.seek(LOG, low);
    next = index;
    end = end();
    whole = false;
  }

  /**
   * What follows, in order; empty when nothing has come in a moment.
   *
   * @throws InconsistentLogException when an entry has not the index that it must have, however the
   *     topic is read
   */
  public List<byte[]> read() {
    List<byte[]> entries = new ArrayList<>();
    for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
      if (!proofs.isEntry(record)) {
        continue;
      }
      long index = index(record);
      if (index < next) {
        continue;
      }
      if (index > next) {
        if (fromBeginning()) {
          break;
        }
        throw new InconsistentLogException(
            "the log goes on with index %d, not %d".formatted(index, next));
      }
      entries.add(record.value());
      next++;
    }
    return entries;
  }

  /**
   * Goes on from the beginning of the topic, without a search, and with the same next entry; false
   * when it did so before.
   */
  public boolean fromBeginning() {
    if (whole) {
      return false;
    }
    whole = true;
    consumer.seekToBeginning(List.of(LOG));
    return true;
  }

  /** Whether it has come to the end that the log had when it was placed. */
  public boolean isAtEnd() {
    return consumer.position(LOG) >= end;
  }

  @Override
  public void close() {
    consumer.close();
  }

  /** Index of the first entry at an offset or after it, below another. */
  private Optional<Long> firstFrom(long offset, long below, long until) {
    consumer.seek(LOG, offset);
    while (consumer.position(LOG) < below) {
      if (System.nanoTime() > until) {
        throw new TimeoutException("the place of an entry was not found in time");
      }
      for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
        if (record.offset() >= below) {
          return Optional.empty();
        }
        if (proofs.isEntry(record)) {
          return Optional.of(index(record));
        }
      }
    }
    return Optional.empty();
  }

  private static long index(ConsumerRecord<String, byte[]> record) {
    try {
      return Long.parseLong(record.key());
    } catch (NumberFormatException none) {
      throw new InconsistentLogException(
          "the record at offset " + record.offset() + " has no index");
    }
  }

  private long end() {
    return consumer.endOffsets(List.of(LOG)).getOrDefault(LOG, 0L);
  }
}
