package io.palimpsest.messaging.loop;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Kafka's own mock over a log of a few partitions: what was polled once comes again after seeking
 * back. Tells of each call, so that a test can rebalance or throw there. A rebalance comes inside a
 * poll or between two calls: inside another call there is none.
 */
final class LoggedConsumer extends MockConsumer<String, byte[]> {
  static final String TOPIC = "t";
  static final List<TopicPartition> ALL =
      List.of(new TopicPartition(TOPIC, 0), new TopicPartition(TOPIC, 1));

  private static final int OF_EACH_IN_A_POLL = 3;

  private final Map<TopicPartition, Long> marks = new HashMap<>();
  private final int length;
  private final BiConsumer<String, Integer> before;
  private final BiConsumer<String, Integer> after;
  private int count;
  private boolean inside;

  /**
   * @param length records of each partition
   * @param before told of each call before it is carried out: its name, and how many came before
   * @param after told the same of each call but polls when it was carried out
   */
  LoggedConsumer(
      int length, BiConsumer<String, Integer> before, BiConsumer<String, Integer> after) {
    super("earliest");
    this.length = length;
    this.before = before;
    this.after = after;
    ALL.forEach(partition -> marks.put(partition, 0L));
    Map<TopicPartition, Long> beginnings = new HashMap<>();
    ALL.forEach(partition -> beginnings.put(partition, 0L));
    updateBeginningOffsets(beginnings);
  }

  /**
   * Takes all partitions away, then gives some. They come without a pause, as from a broker: the
   * mock alone would keep it.
   */
  void reassign(Collection<TopicPartition> some) {
    boolean was = inside;
    inside = true;
    try {
      Set<TopicPartition> paused = new HashSet<>(super.paused());
      paused.retainAll(super.assignment());
      super.resume(paused);
      rebalance(List.of());
      rebalance(some);
      some.forEach(partition -> super.seek(partition, marks.getOrDefault(partition, 0L)));
    } finally {
      inside = was;
    }
  }

  /** What the group committed. */
  Map<TopicPartition, Long> marks() {
    return Map.copyOf(marks);
  }

  /** Calls so far. */
  int count() {
    return count;
  }

  @Override
  public synchronized ConsumerRecords<String, byte[]> poll(Duration timeout) {
    told("poll");
    super.poll(Duration.ZERO);
    Map<TopicPartition, List<ConsumerRecord<String, byte[]>>> polled = new HashMap<>();
    for (TopicPartition partition : super.assignment()) {
      if (!super.paused().contains(partition)) {
        List<ConsumerRecord<String, byte[]>> some = from(partition, super.position(partition));
        if (!some.isEmpty()) {
          polled.put(partition, some);
          super.seek(partition, some.getLast().offset() + 1);
        }
      }
    }
    return new ConsumerRecords<>(polled, Map.of());
  }

  @Override
  public synchronized void commitSync(
      Map<TopicPartition, OffsetAndMetadata> offsets, Duration timeout) {
    int nth = told("commitSync");
    if (!super.assignment().containsAll(offsets.keySet())) {
      throw new CommitFailedException();
    }
    offsets.forEach((partition, end) -> marks.put(partition, end.offset()));
    done("commitSync", nth);
  }

  @Override
  public synchronized void seek(TopicPartition partition, long offset) {
    int nth = told("seek");
    super.seek(partition, offset);
    done("seek", nth);
  }

  @Override
  public synchronized void pause(Collection<TopicPartition> partitions) {
    int nth = told("pause");
    super.pause(partitions);
    done("pause", nth);
  }

  @Override
  public synchronized void resume(Collection<TopicPartition> partitions) {
    int nth = told("resume");
    super.resume(partitions);
    done("resume", nth);
  }

  @Override
  public synchronized Set<TopicPartition> assignment() {
    int nth = told("assignment");
    Set<TopicPartition> now = Set.copyOf(super.assignment());
    done("assignment", nth);
    return now;
  }

  @Override
  public synchronized Set<TopicPartition> paused() {
    int nth = told("paused");
    Set<TopicPartition> now = Set.copyOf(super.paused());
    done("paused", nth);
    return now;
  }

  private int told(String call) {
    if (inside) {
      return -1;
    }
    int nth = count++;
    before.accept(call, nth);
    return nth;
  }

  private void done(String call, int nth) {
    if (nth >= 0) {
      after.accept(call, nth);
    }
  }

  private List<ConsumerRecord<String, byte[]>> from(TopicPartition partition, long position) {
    List<ConsumerRecord<String, byte[]>> some = new ArrayList<>();
    for (long at = position; at < Math.min(length, position + OF_EACH_IN_A_POLL); at++) {
      byte[] value = (partition.partition() + "/" + at).getBytes(StandardCharsets.UTF_8);
      some.add(new ConsumerRecord<>(TOPIC, partition.partition(), at, "k", value));
    }
    return some;
  }
}
