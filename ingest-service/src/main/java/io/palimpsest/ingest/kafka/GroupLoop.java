package io.palimpsest.ingest.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One member of a consumer group on a thread of its own. A batch is committed after its handler has
 * returned; when the handler throws, the loop goes back to the batch's beginning and pauses, so
 * nothing is lost and nothing overtakes. Records may come twice, never in another order.
 */
public final class GroupLoop implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(GroupLoop.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);

  private final GroupSettings settings;
  private final BatchHandler handler;
  private final Consumer<String, byte[]> consumer;
  private final Optional<Truncation> truncation;
  private final Thread thread;
  private volatile boolean stopping;
  private volatile @Nullable String failure;
  private Duration pause = FIRST_PAUSE;

  private GroupLoop(GroupSettings settings, BatchHandler handler) {
    this.settings = settings;
    this.handler = handler;
    this.consumer = GroupConsumers.consumer(settings);
    this.truncation =
        settings.truncate()
            ? Optional.of(new Truncation(GroupConsumers.admin(settings)))
            : Optional.empty();
    this.thread = Thread.ofPlatform().name(settings.group()).unstarted(this::run);
  }

  /** Joins the group. */
  public static GroupLoop start(GroupSettings settings, BatchHandler handler) {
    GroupLoop loop = new GroupLoop(settings, handler);
    loop.thread.start();
    return loop;
  }

  /** Why the last attempt failed, or empty while all goes well. */
  public Optional<String> failure() {
    return Optional.ofNullable(failure);
  }

  /** Finishes the batch under way, commits it and leaves the group. */
  @Override
  public void close() {
    stopping = true;
    consumer.wakeup();
    try {
      thread.join(Duration.ofSeconds(15));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    consumer.subscribe(settings.topics());
    try {
      while (!stopping) {
        turn();
      }
    } catch (WakeupException stopped) {
      LOG.debugf("group left group=%s", settings.group());
    } finally {
      consumer.close();
      truncation.ifPresent(Truncation::close);
    }
  }

  private void turn() {
    ConsumerRecords<String, byte[]> polled = consumer.poll(POLL);
    if (polled.isEmpty()) {
      return;
    }
    List<ConsumerRecord<String, byte[]>> batch = new ArrayList<>();
    polled.forEach(batch::add);
    try {
      handler.handle(batch);
      commit(batch);
      failure = null;
      pause = FIRST_PAUSE;
    } catch (WakeupException stopped) {
      throw stopped;
    } catch (RuntimeException down) {
      failure = down.toString();
      LOG.warnf("batch will be repeated group=%s cause=%s", settings.group(), down);
      rewind(batch);
      rest();
    }
  }

  private void commit(List<ConsumerRecord<String, byte[]>> batch) {
    Map<TopicPartition, OffsetAndMetadata> ends = new HashMap<>();
    for (ConsumerRecord<String, byte[]> done : batch) {
      ends.put(
          new TopicPartition(done.topic(), done.partition()),
          new OffsetAndMetadata(done.offset() + 1));
    }
    consumer.commitSync(ends);
    truncation.ifPresent(behind -> behind.committed(ends));
  }

  private void rewind(List<ConsumerRecord<String, byte[]>> batch) {
    Map<TopicPartition, Long> starts = new HashMap<>();
    for (ConsumerRecord<String, byte[]> open : batch) {
      starts.merge(new TopicPartition(open.topic(), open.partition()), open.offset(), Math::min);
    }
    starts.keySet().retainAll(consumer.assignment());
    starts.forEach(consumer::seek);
  }

  /** Polls while it waits, with everything paused: so the group keeps this member. */
  private void rest() {
    consumer.pause(consumer.assignment());
    consumer.poll(pause);
    consumer.resume(consumer.assignment());
    Duration longer = pause.multipliedBy(2);
    pause = longer.compareTo(settings.longestPause()) < 0 ? longer : settings.longestPause();
  }
}
