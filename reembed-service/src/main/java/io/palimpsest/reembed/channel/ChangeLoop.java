package io.palimpsest.reembed.channel;

import io.palimpsest.fencing.Ticker;
import io.palimpsest.reembed.health.Dependencies;
import io.palimpsest.reembed.lane.Backlog;
import io.palimpsest.topic.Topic;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the change topics on one thread. It never stops polling: while something is down, or too
 * much waits, partitions are paused, so that the group sees a living member and nothing moves. What
 * is committed is, of each partition, the lowest unfinished offset.
 */
final class ChangeLoop implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(ChangeLoop.class);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration COMMIT_EVERY = Duration.ofMillis(200);
  private static final List<Topic> TOPICS = List.of(Topic.PORTFOLIO, Topic.SOURCES);
  private final Consumer<byte[], byte[]> consumer;
  private final Intake intake;
  private final Backlog<Pending> backlog;
  private final Partitions partitions;
  private final Deferrals deferrals;
  private final Dependencies dependencies;
  private final int most;
  private final Ticker ticker;
  private long lastCommit;
  private volatile boolean stopping;

  /**
   * @param most records that may wait before reading pauses
   * @param ticker says when to commit
   */
  ChangeLoop(
      Consumer<byte[], byte[]> consumer,
      Intake intake,
      Backlog<Pending> backlog,
      Partitions partitions,
      Deferrals deferrals,
      Dependencies dependencies,
      int most,
      Ticker ticker) {
    this.consumer = consumer;
    this.intake = intake;
    this.backlog = backlog;
    this.partitions = partitions;
    this.deferrals = deferrals;
    this.dependencies = dependencies;
    this.most = most;
    this.ticker = ticker;
    this.lastCommit = ticker.nanos();
  }

  @Override
  public void run() {
    consumer.subscribe(TOPICS.stream().map(Topic::topicName).toList(), new Rebalance());
    while (!stopping) {
      try {
        turn();
      } catch (KafkaException e) {
        dependencies.failed("broker.unavailable");
        LOG.warn("reading failed, going on", e);
      }
    }
    commit();
    consumer.close();
  }

  /** Ends the loop after the turn that is under way; being woken up would cut its commit off. */
  void stop() {
    stopping = true;
  }

  private void turn() {
    pauseOrResume();
    ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
    dependencies.works("broker");
    for (TopicPartition partition : records.partitions()) {
      take(partition, records.records(partition));
    }
    commitInPassing();
  }

  private void pauseOrResume() {
    if (!dependencies.allUp() || backlog.size() >= most) {
      consumer.pause(consumer.assignment());
    } else {
      consumer.resume(consumer.paused());
    }
  }

  /** What cannot be taken in now is read again: nothing is skipped, nothing changes its order. */
  private void take(TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> records) {
    long next = records.getFirst().offset();
    try {
      for (Arrival arrival : intake.expect(topic(partition), records)) {
        next = arrival.origin().offset();
        intake.take(arrival);
      }
      dependencies.works("registry");
      dependencies.works("keys");
    } catch (RuntimeException e) {
      String reason = Intake.missing(e);
      dependencies.failed(reason);
      LOG.warn("record not taken in partition={} offset={} reason={}", partition, next, reason, e);
      consumer.seek(partition, next);
    }
  }

  /** Commits without waiting for it, a few times a second: reading goes on meanwhile. */
  private void commitInPassing() {
    if (ticker.nanos() - lastCommit < COMMIT_EVERY.toNanos()) {
      return;
    }
    lastCommit = ticker.nanos();
    Map<TopicPartition, OffsetAndMetadata> due = partitions.committable();
    if (!due.isEmpty()) {
      consumer.commitAsync(due, this::committed);
    }
  }

  private void committed(
      Map<TopicPartition, OffsetAndMetadata> offsets, @Nullable Exception failure) {
    if (failure == null) {
      partitions.committed(offsets);
    } else {
      LOG.warn("commit failed, the next one covers it", failure);
    }
  }

  /** Commits and waits for it: others may read on from there. */
  private void commit() {
    Map<TopicPartition, OffsetAndMetadata> due = partitions.committable();
    if (due.isEmpty()) {
      return;
    }
    try {
      consumer.commitSync(due);
      committed(due, null);
    } catch (KafkaException e) {
      committed(due, e);
    }
  }

  private static Topic topic(TopicPartition partition) {
    return TOPICS.stream()
        .filter(topic -> topic.topicName().equals(partition.topic()))
        .findAny()
        .orElseThrow();
  }

  /** Work of lost partitions that has not begun is dropped; what is under way is safe by itself. */
  private final class Rebalance implements ConsumerRebalanceListener {
    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
      commit();
      onPartitionsLost(revoked);
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> lost) {
      backlog.remove(
          pending ->
              pending.ofTopicAlone() && lost.contains(Partitions.partition(pending.origin())));
      partitions.forget(lost);
      deferrals.forget(lost);
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> assigned) {
      LOG.info("partitions assigned count={}", assigned.size());
    }
  }
}
