package io.palimpsest.reembed.intake;

import io.palimpsest.messaging.loop.Outcome;
import io.palimpsest.messaging.loop.RecordHandler;
import io.palimpsest.topic.Topic;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes records of the change topics in. While something is down, or too much waits, nothing is
 * wanted. A record is held until its outcome is known, however long that takes.
 */
final class ChangeHandler implements RecordHandler<byte[], byte[]> {
  static final List<Topic> TOPICS = List.of(Topic.PORTFOLIO, Topic.SOURCES);

  private static final Logger LOG = LoggerFactory.getLogger(ChangeHandler.class);
  private final Intake intake;
  private final Backlog<Pending> backlog;
  private final Deferrals deferrals;
  private final Dependencies dependencies;
  private final ChannelRules rules;

  /**
   * @param rules what may wait before reading pauses
   */
  ChangeHandler(
      Intake intake,
      Backlog<Pending> backlog,
      Deferrals deferrals,
      Dependencies dependencies,
      ChannelRules rules) {
    this.intake = intake;
    this.backlog = backlog;
    this.deferrals = deferrals;
    this.dependencies = dependencies;
    this.rules = rules;
  }

  @Override
  public boolean wants() {
    return dependencies.allUp() && hasRoom(backlog, rules);
  }

  /** Whether less waits than may, by number and by bytes. */
  static boolean hasRoom(Backlog<?> backlog, ChannelRules rules) {
    return backlog.size() < rules.waiting() && backlog.bytes() < rules.bytes();
  }

  @Override
  public List<Outcome> handle(List<ConsumerRecord<byte[], byte[]>> records) {
    Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> byPartition = new LinkedHashMap<>();
    for (ConsumerRecord<byte[], byte[]> one : records) {
      TopicPartition partition = new TopicPartition(one.topic(), one.partition());
      byPartition.computeIfAbsent(partition, first -> new ArrayList<>()).add(one);
    }
    Map<ConsumerRecord<byte[], byte[]>, Outcome> outcomes = new IdentityHashMap<>();
    byPartition.forEach((partition, some) -> take(partition, some, outcomes));
    return records.stream().map(outcomes::get).toList();
  }

  @Override
  public void polled(Consumer<byte[], byte[]> consumer) {
    dependencies.works("broker");
  }

  /** Work of lost partitions that has not begun is dropped; what is under way is safe by itself. */
  @Override
  public void revoked(Collection<TopicPartition> lost) {
    backlog.remove(
        pending -> pending.ofTopicAlone() && lost.contains(Partitions.partition(pending.origin())));
    deferrals.forget(lost);
  }

  /** What cannot be taken in now is read again: nothing is skipped, nothing changes its order. */
  private void take(
      TopicPartition partition,
      List<ConsumerRecord<byte[], byte[]>> records,
      Map<ConsumerRecord<byte[], byte[]>, Outcome> outcomes) {
    try {
      for (Arrival arrival : intake.expect(topic(partition), records)) {
        intake.take(arrival);
        outcomes.put(arrival.record(), new Outcome.Held());
      }
      dependencies.works("registry");
      dependencies.works("keys");
    } catch (RuntimeException e) {
      String reason = Intake.missing(e);
      dependencies.failed(reason);
      LOG.warn("record not taken in partition={} reason={}", partition, reason, e);
      records.forEach(one -> outcomes.putIfAbsent(one, new Outcome.Again(reason)));
    }
  }

  private static Topic topic(TopicPartition partition) {
    return TOPICS.stream()
        .filter(topic -> topic.topicName().equals(partition.topic()))
        .findAny()
        .orElseThrow();
  }
}
