package io.palimpsest.erasure;

import io.palimpsest.event.ErasureAction;
import io.palimpsest.event.ErasureReceipt;
import io.palimpsest.event.ErasureTask;
import io.palimpsest.messaging.Decoded;
import io.palimpsest.messaging.TopicFollower;
import io.palimpsest.messaging.TopicLog;
import io.palimpsest.messaging.TopicRecord;
import io.palimpsest.topic.WorkTopic;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** The other side of the work topics: answers every task that comes, by rules that a test sets. */
public final class StubParticipants implements AutoCloseable {
  private final Receipts receipts;
  private final List<TopicFollower<ErasureTask>> followers;
  private final List<Seen> seen = new CopyOnWriteArrayList<>();
  private final Map<String, BiFunction<ErasureTask, ErasureReceipt, ErasureReceipt>> rules =
      new ConcurrentHashMap<>();

  /** A task that came in. */
  public record Seen(String ref, ErasureTask task) {}

  StubParticipants(TopicLog log, Receipts receipts) {
    this.receipts = receipts;
    this.followers =
        Stream.concat(WorkTopic.ours().stream(), Stream.of(new WorkTopic(SampleCrm.NAME)))
            .map(topic -> log.follow(topic, ErasureTask.class, this::onRecord))
            .toList();
    followers.forEach(follower -> follower.awaitEnd(Duration.ofSeconds(90)));
    seen.clear();
  }

  /** Answers of a participant to a request's tasks; null: none. */
  public void rule(
      String ref,
      String participant,
      BiFunction<ErasureTask, ErasureReceipt, ErasureReceipt> rule) {
    rules.put(ref + participant, rule);
  }

  /** Answers of a participant to everybody's tasks; null: none. */
  public void rule(
      String participant, BiFunction<ErasureTask, ErasureReceipt, ErasureReceipt> rule) {
    rules.put(participant, rule);
  }

  public void forgetRules() {
    rules.clear();
  }

  /** In order of their first arrival: like every receiver, drops what was sent again. */
  public List<ErasureTask> tasksOf(String ref) {
    return seen.stream().filter(s -> s.ref().equals(ref)).map(Seen::task).distinct().toList();
  }

  @Override
  public void close() {
    followers.forEach(TopicFollower::close);
  }

  private void onRecord(TopicRecord<ErasureTask> record) {
    if (record.value() instanceof Decoded.Event<ErasureTask>(ErasureTask task)) {
      seen.add(new Seen(task.getRequestRef(), task));
      answer(task.getRequestRef(), task);
    }
  }

  private void answer(String ref, ErasureTask task) {
    BiFunction<ErasureTask, ErasureReceipt, ErasureReceipt> rule =
        rules.getOrDefault(
            ref + task.getParticipant(),
            rules.getOrDefault(task.getParticipant(), (t, receipt) -> receipt));
    ErasureReceipt receipt = rule.apply(task, done(task));
    if (receipt != null) {
      receipts.publish(receipt);
    }
  }

  /** The receipt of a task that went well. */
  public static ErasureReceipt done(ErasureTask task) {
    boolean erases = task.getAction() == ErasureAction.ERASE;
    return ErasureReceipt.newBuilder()
        .setRequestRef(task.getRequestRef())
        .setOccurredAt(Instant.now())
        .setTaskId(task.getTaskId())
        .setParticipant(task.getParticipant())
        .setAttempt(task.getAttempt())
        .setAction(task.getAction())
        .setFound(erases ? 3 : 0)
        .setDeleted(erases ? 3 : 0)
        .setRemaining(0)
        .setMethod("stub")
        .setEvidence("stub:0")
        .build();
  }
}
