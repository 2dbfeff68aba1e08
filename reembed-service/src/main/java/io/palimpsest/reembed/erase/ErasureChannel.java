package io.palimpsest.reembed.erase;

import io.palimpsest.event.ErasureReceipt;
import io.palimpsest.event.ErasureTask;
import io.palimpsest.fencing.TaskGate;
import io.palimpsest.fencing.TaskListener;
import io.palimpsest.fencing.TaskVerdict;
import io.palimpsest.fencing.Writer;
import io.palimpsest.messaging.Decoded;
import io.palimpsest.messaging.EventCodec;
import io.palimpsest.messaging.EventPublisher;
import io.palimpsest.messaging.RegistryUnavailableException;
import io.palimpsest.messaging.loop.Commits;
import io.palimpsest.messaging.loop.ConsumerLoop;
import io.palimpsest.messaging.loop.Joining;
import io.palimpsest.messaging.loop.LoopSettings;
import io.palimpsest.messaging.loop.Outcome;
import io.palimpsest.messaging.loop.Settlements;
import io.palimpsest.topic.Topic;
import io.palimpsest.topic.WorkTopic;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the work topics of this service's participants and answers the tasks that are to be obeyed.
 * A task is let go of when its receipt is on the broker; so it may be carried out twice, and that
 * is harmless.
 */
public final class ErasureChannel implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ErasureChannel.class);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);
  private static final Duration STOPPING = Duration.ofSeconds(5);
  private final Line line;
  private final TaskGate gate;
  private final TaskRunner runner;
  private final Map<String, Participant> participants;
  private final ConsumerLoop<String, byte[]> loop;

  /**
   * How this service hears and answers.
   *
   * @param codec reads tasks
   * @param proven whether a record is signed by the erasure service
   * @param publisher writes receipts
   * @param listener told of every task
   */
  public record Line(
      EventCodec codec,
      Predicate<ConsumerRecord<String, byte[]>> proven,
      EventPublisher publisher,
      TaskListener listener) {}

  ErasureChannel(
      Consumer<String, byte[]> consumer,
      Line line,
      TaskGate gate,
      TaskRunner runner,
      List<Participant> participants) {
    this.line = line;
    this.gate = gate;
    this.runner = runner;
    this.participants =
        participants.stream()
            .collect(
                Collectors.toMap(
                    participant -> new WorkTopic(participant.name()).topicName(),
                    Function.identity()));
    this.loop =
        ConsumerLoop.of(
            new LoopSettings("erasure", Commits.EACH_TURN, POLL, LONGEST_PAUSE, STOPPING),
            consumer,
            Joining.group(this.participants.keySet()),
            this::handle,
            new Settlements());
  }

  /**
   * A channel for this service's participants.
   *
   * @param holdings what they answer for
   * @param consumer of a group, committing nothing by itself
   * @param line how it hears and answers
   * @param writer this process towards the fence
   * @param patience longest wait for a lease, or for the fence of a task
   */
  public static ErasureChannel over(
      Holdings holdings,
      Consumer<String, byte[]> consumer,
      Line line,
      Writer writer,
      Duration patience) {
    Occupants occupants = new Occupants(holdings.registry(), holdings.rows());
    InstantSource clock = InstantSource.system();
    return new ErasureChannel(
        consumer,
        line,
        new TaskGate(clock),
        new TaskRunner(writer, patience, line.listener(), clock),
        List.of(
            new VectorParticipant(
                holdings.store(), holdings.rows(), occupants, holdings.readTimeout()),
            new LedgerParticipant(holdings.rows(), holdings.kept())));
  }

  /** Begins to read. */
  public void start() {
    loop.start();
  }

  /** Ends after the turn that is under way. */
  @Override
  public void close() {
    loop.close();
  }

  /** The topics that it reads. */
  public Set<String> topics() {
    return Set.copyOf(participants.keySet());
  }

  /** Records by topic that lie before it, in the partitions that it was given. */
  public Map<String, Long> lag() {
    return loop.lag();
  }

  /** Why tasks are not read now, or not all of them; empty while they are. */
  public Optional<String> failure() {
    return loop.failure();
  }

  private List<Outcome> handle(List<ConsumerRecord<String, byte[]>> records)
      throws InterruptedException {
    Map<String, Outcome> waiting = new HashMap<>();
    List<Outcome> outcomes = new ArrayList<>();
    for (ConsumerRecord<String, byte[]> one : records) {
      String place = one.topic() + one.partition();
      Outcome outcome = waiting.containsKey(place) ? waiting.get(place) : handled(one);
      if (outcome instanceof Outcome.Again) {
        waiting.put(place, outcome);
      }
      outcomes.add(outcome);
    }
    return outcomes;
  }

  private Outcome handled(ConsumerRecord<String, byte[]> record) throws InterruptedException {
    Participant participant = participants.get(record.topic());
    if (record.value() == null || participant == null) {
      return new Outcome.Settled();
    }
    try {
      handle(participant, record);
      return new Outcome.Settled();
    } catch (RegistryUnavailableException e) {
      LOG.warn("task cannot be read now offset={}", record.offset(), e);
      return new Outcome.Again("registry.unavailable");
    } catch (CompletionException e) {
      LOG.warn("receipt not published, trying again offset={}", record.offset(), e);
      return new Outcome.Again("receipts.unavailable");
    } catch (RuntimeException e) {
      LOG.error("task failed, trying again offset={}", record.offset(), e);
      return new Outcome.Again("internal." + e.getClass().getSimpleName());
    }
  }

  private void handle(Participant participant, ConsumerRecord<String, byte[]> record)
      throws InterruptedException {
    WorkTopic topic = new WorkTopic(participant.name());
    switch (line.codec().decode(topic, ErasureTask.class, record.value())) {
      case Decoded.Event<ErasureTask>(ErasureTask task) -> {
        TaskVerdict verdict = gate.judge(topic, record.key(), task, line.proven().test(record));
        told(record, participant, verdict);
        if (verdict == TaskVerdict.OBEY) {
          runner.run(participant, task).ifPresent(this::answer);
        }
      }
      case Decoded.Undecodable<ErasureTask> undecodable ->
          told(record, participant, TaskVerdict.MALFORMED);
    }
  }

  private void told(
      ConsumerRecord<String, byte[]> record, Participant participant, TaskVerdict verdict) {
    line.listener().judged(participant.name(), verdict);
    if (verdict.alarming()) {
      LOG.error(
          "task refused reason={} topic={} partition={} offset={}",
          verdict.code(),
          record.topic(),
          record.partition(),
          record.offset());
    }
  }

  private void answer(ErasureReceipt receipt) {
    line.publisher().publish(Topic.ERASURE_RECEIPTS, receipt.getRequestRef(), receipt).join();
  }
}
