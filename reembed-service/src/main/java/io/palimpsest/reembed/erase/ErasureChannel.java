package io.palimpsest.reembed.erase;

import io.palimpsest.event.ErasureReceipt;
import io.palimpsest.event.ErasureTask;
import io.palimpsest.event.ErasureWork;
import io.palimpsest.fencing.Writer;
import io.palimpsest.messaging.Decoded;
import io.palimpsest.messaging.EventCodec;
import io.palimpsest.messaging.EventPublisher;
import io.palimpsest.messaging.RegistryUnavailableException;
import io.palimpsest.topic.Topic;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads {@code palimpsest.erasure.work.v1} and answers the tasks that are this service's. A task is
 * let go of when its receipt is on the broker; so it may be carried out twice, and that is
 * harmless.
 */
public final class ErasureChannel implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ErasureChannel.class);
  private static final Duration POLL = Duration.ofMillis(200);
  private final Consumer<String, byte[]> consumer;
  private final EventCodec codec;
  private final EventPublisher publisher;
  private final TaskRunner runner;
  private final Map<String, Participant> participants;
  private final Thread thread = Thread.ofPlatform().name("erasure").unstarted(this::loop);
  private volatile boolean stopping;

  ErasureChannel(
      Consumer<String, byte[]> consumer,
      EventCodec codec,
      EventPublisher publisher,
      TaskRunner runner,
      List<Participant> participants) {
    this.consumer = consumer;
    this.codec = codec;
    this.publisher = publisher;
    this.runner = runner;
    this.participants =
        participants.stream().collect(Collectors.toMap(Participant::name, Function.identity()));
  }

  /**
   * A channel for this service's participants.
   *
   * @param holdings what they answer for
   * @param consumer of a group, committing nothing by itself
   * @param codec reads tasks
   * @param publisher writes receipts
   * @param writer this process towards the fence
   * @param patience longest wait for a lease
   */
  public static ErasureChannel over(
      Holdings holdings,
      Consumer<String, byte[]> consumer,
      EventCodec codec,
      EventPublisher publisher,
      Writer writer,
      Duration patience) {
    Occupants occupants = new Occupants(holdings.registry(), holdings.rows());
    return new ErasureChannel(
        consumer,
        codec,
        publisher,
        new TaskRunner(writer, patience),
        List.of(
            new VectorParticipant(
                holdings.store(), holdings.rows(), occupants, holdings.readTimeout()),
            new LedgerParticipant(holdings.rows(), holdings.kept())));
  }

  /** Begins to read. */
  public void start() {
    thread.start();
  }

  /** Ends after the turn that is under way; being woken up would cut its commit off. */
  @Override
  public void close() {
    stopping = true;
    try {
      thread.join(Duration.ofSeconds(5));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void loop() {
    consumer.subscribe(List.of(Topic.ERASURE_WORK.topicName()));
    while (!stopping) {
      try {
        turn();
      } catch (KafkaException e) {
        LOG.warn("reading tasks failed, going on", e);
      } catch (InterruptedException e) {
        stopping = true;
      }
    }
    consumer.close();
  }

  private void turn() throws InterruptedException {
    ConsumerRecords<String, byte[]> records = consumer.poll(POLL);
    for (TopicPartition partition : records.partitions()) {
      for (ConsumerRecord<String, byte[]> record : records.records(partition)) {
        if (!handled(record)) {
          consumer.seek(partition, record.offset());
          break;
        }
      }
    }
    if (!records.isEmpty()) {
      consumer.commitSync();
    }
  }

  private boolean handled(ConsumerRecord<String, byte[]> record) throws InterruptedException {
    if (record.value() == null) {
      return true;
    }
    try {
      if (codec.decode(Topic.ERASURE_WORK, ErasureWork.class, record.value())
              instanceof Decoded.Event<ErasureWork>(ErasureWork work)
          && work.getBody() instanceof ErasureTask task
          && participants.get(task.getParticipant()) instanceof Participant participant) {
        answer(work.getRequestRef(), runner.run(participant, task));
      }
      return true;
    } catch (RegistryUnavailableException e) {
      LOG.warn("task cannot be read now offset={}", record.offset(), e);
      return false;
    } catch (CompletionException e) {
      LOG.warn("receipt not published, trying again offset={}", record.offset(), e);
      return false;
    }
  }

  private void answer(String requestRef, ErasureReceipt receipt) {
    ErasureWork answer = new ErasureWork(requestRef, Clock.systemUTC().instant(), receipt);
    publisher.publish(Topic.ERASURE_WORK, requestRef, answer).join();
  }
}
