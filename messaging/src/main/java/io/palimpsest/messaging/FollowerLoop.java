package io.palimpsest.messaging;

import io.palimpsest.topic.AnyTopic;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one thread of a follower: polls, applies, tells how far it has got. */
final class FollowerLoop<T> implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FollowerLoop.class);
  private static final Duration POLL = Duration.ofMillis(500);

  /** It is in no group and has nothing to commit; else it would wait for the fetch under way. */
  private static final CloseOptions AT_ONCE = CloseOptions.timeout(Duration.ZERO);

  private static final Duration PAUSE = Duration.ofMillis(200);

  private final AnyTopic topic;
  private final TopicEnds ends;
  private final Progress progress;
  private final ValueReader<T> reader;
  private final ProofReader proofs;
  private final Consumer<TopicRecord<T>> handler;
  private final KafkaConsumer<String, byte[]> consumer;
  private final Map<Integer, Long> applied = new HashMap<>();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread;
  private volatile @Nullable Uuid topicId;

  FollowerLoop(
      KafkaSettings settings,
      AnyTopic topic,
      TopicEnds ends,
      Progress progress,
      ValueReader<T> reader,
      ProofReader proofs,
      Consumer<TopicRecord<T>> handler) {
    this.topic = topic;
    this.ends = ends;
    this.progress = progress;
    this.reader = reader;
    this.proofs = proofs;
    this.handler = handler;
    this.consumer =
        new KafkaConsumer<>(
            ClientConfigs.consumer(settings),
            new StringDeserializer(),
            new ByteArrayDeserializer());
    this.thread =
        Thread.ofPlatform().daemon().name("follow-" + topic.topicName()).unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /** Whether the topic with the id is another one than that which is followed. */
  boolean isOther(Uuid id) {
    Uuid followed = topicId;
    return followed != null && !followed.equals(id);
  }

  @Override
  public void close() {
    closing.countDown();
    consumer.wakeup();
    boolean interrupted = false;
    while (thread.isAlive() && Thread.currentThread() != thread) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      assignAll();
      while (!isClosing()) {
        pollOnce();
      }
    } catch (WakeupException closed) {
      LOG.debug("{} is followed no more", topic.topicName());
    } catch (RuntimeException | Error fault) {
      LOG.error("following {} ended", topic.topicName(), fault);
      progress.fail(fault);
    } finally {
      consumer.close(AT_ONCE);
    }
  }

  private void assignAll() {
    TopicDescription description = awaitTopic();
    if (description == null) {
      return;
    }
    topicId = description.topicId();
    List<TopicPartition> partitions =
        description.partitions().stream()
            .map(partition -> new TopicPartition(topic.topicName(), partition.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  private @Nullable TopicDescription awaitTopic() {
    while (!isClosing()) {
      try {
        return ends.describe().toCompletableFuture().get();
      } catch (ExecutionException e) {
        LOG.warn("{} cannot be followed yet: {}", topic.topicName(), String.valueOf(e.getCause()));
        pause();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return null;
      }
    }
    return null;
  }

  private void pollOnce() {
    for (ConsumerRecord<String, byte[]> polled : consumer.poll(POLL)) {
      if (isClosing()) {
        return;
      }
      apply(polled);
    }
    progress.advance(positions());
  }

  private void apply(ConsumerRecord<String, byte[]> polled) {
    Long last = applied.put(polled.partition(), polled.offset());
    if (last != null && polled.offset() <= last) {
      throw new TopicReplacedException(topic.topicName());
    }
    Decoded<T> value = polled.value() == null ? null : decode(polled.value());
    if (isClosing()) {
      return;
    }
    handler.accept(
        new TopicRecord<>(
            topic,
            polled.partition(),
            polled.offset(),
            polled.timestamp(),
            polled.key() == null ? "" : polled.key(),
            value,
            RecordHeaders.last(polled.headers()),
            proofs.proof(polled)));
  }

  /** Null only when the follower is closed while it waits for the registry. */
  private @Nullable Decoded<T> decode(byte[] value) {
    while (!isClosing()) {
      try {
        return reader.read(value);
      } catch (RegistryUnavailableException down) {
        LOG.warn("{} waits: {}", topic.topicName(), down.getMessage());
        pause();
      }
    }
    return null;
  }

  private Map<Integer, Long> positions() {
    Map<Integer, Long> positions = new HashMap<>();
    for (TopicPartition partition : consumer.assignment()) {
      try {
        positions.put(partition.partition(), consumer.position(partition, Duration.ZERO));
      } catch (TimeoutException notKnownYet) {
        LOG.trace("{} has no position yet", partition);
      }
    }
    return positions;
  }

  private boolean isClosing() {
    return closing.getCount() == 0;
  }

  private void pause() {
    try {
      closing.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      closing.countDown();
      Thread.currentThread().interrupt();
    }
  }
}
