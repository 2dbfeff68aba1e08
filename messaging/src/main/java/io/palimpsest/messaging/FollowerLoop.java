package io.palimpsest.messaging;

import io.palimpsest.messaging.loop.Commits;
import io.palimpsest.messaging.loop.ConsumerLoop;
import io.palimpsest.messaging.loop.LoopSettings;
import io.palimpsest.messaging.loop.Outcome;
import io.palimpsest.messaging.loop.RecordHandler;
import io.palimpsest.messaging.loop.Settlements;
import io.palimpsest.topic.AnyTopic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The loop of a follower: applies, tells how far it has got. */
final class FollowerLoop<T> implements RecordHandler<String, byte[]>, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FollowerLoop.class);
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(400);

  /** On return of {@link #close} nothing is applied any more, however long that takes. */
  private static final Duration UNTIL_ENDED = Duration.ofDays(1);

  private final AnyTopic topic;
  private final TopicEnds ends;
  private final Progress progress;
  private final ValueReader<T> reader;
  private final ProofReader proofs;
  private final Consumer<TopicRecord<T>> handler;
  private final Map<Integer, Long> applied = new HashMap<>();
  private final ConsumerLoop<String, byte[]> loop;
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
    this.loop =
        ConsumerLoop.of(
            new LoopSettings(
                "follow-" + topic.topicName(),
                Commits.NEVER,
                LoopSettings.POLL,
                LONGEST_PAUSE,
                UNTIL_ENDED),
            new KafkaConsumer<>(
                ClientConfigs.consumer(settings),
                new StringDeserializer(),
                new ByteArrayDeserializer()),
            this::assignAll,
            this,
            new Settlements());
  }

  void start() {
    loop.start();
  }

  /** Whether the topic with the id is another one than that which is followed. */
  boolean isOther(Uuid id) {
    Uuid followed = topicId;
    return followed != null && !followed.equals(id);
  }

  /** What stands in the way now. */
  Optional<String> obstacle() {
    return loop.failure();
  }

  @Override
  public void close() {
    loop.close();
  }

  /** Nothing behind a record that has to wait is applied before it. */
  @Override
  public List<Outcome> handle(List<ConsumerRecord<String, byte[]>> records) {
    List<Outcome> outcomes = new ArrayList<>();
    Outcome last = new Outcome.Settled();
    for (ConsumerRecord<String, byte[]> polled : records) {
      if (last instanceof Outcome.Settled) {
        last = loop.isClosing() ? new Outcome.Again("closing") : apply(polled);
      }
      outcomes.add(last);
    }
    return outcomes;
  }

  @Override
  public void polled(org.apache.kafka.clients.consumer.Consumer<String, byte[]> consumer) {
    progress.advance(positions(consumer));
  }

  @Override
  public void ended(Throwable reason) {
    LOG.error("following {} ended", topic.topicName(), reason);
    progress.fail(reason);
  }

  private void assignAll(
      org.apache.kafka.clients.consumer.Consumer<String, byte[]> consumer,
      ConsumerRebalanceListener nobodyElseReads) {
    TopicDescription description = ends.describe().toCompletableFuture().join();
    topicId = description.topicId();
    List<TopicPartition> partitions =
        description.partitions().stream()
            .map(partition -> new TopicPartition(topic.topicName(), partition.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  private Outcome apply(ConsumerRecord<String, byte[]> polled) {
    @Nullable Long last = applied.get(polled.partition());
    if (last != null && polled.offset() <= last) {
      return new Outcome.End(new TopicReplacedException(topic.topicName()));
    }
    Optional<TopicRecord<T>> read = decoded(polled);
    if (read.isEmpty()) {
      return new Outcome.Again("registry.unavailable");
    }
    try {
      handler.accept(read.get());
    } catch (RuntimeException | Error fault) {
      return new Outcome.End(fault);
    }
    applied.put(polled.partition(), polled.offset());
    return new Outcome.Settled();
  }

  /** Empty while the registry is down. */
  private Optional<TopicRecord<T>> decoded(ConsumerRecord<String, byte[]> polled) {
    try {
      return Optional.of(read(polled));
    } catch (RegistryUnavailableException down) {
      LOG.warn("{} waits: {}", topic.topicName(), down.getMessage());
      return Optional.empty();
    }
  }

  private TopicRecord<T> read(ConsumerRecord<String, byte[]> polled) {
    return new TopicRecord<>(
        topic,
        polled.partition(),
        polled.offset(),
        polled.timestamp(),
        polled.key() == null ? "" : polled.key(),
        polled.value() == null ? null : reader.read(polled.value()),
        RecordHeaders.last(polled.headers()),
        proofs.proof(polled));
  }

  private static Map<Integer, Long> positions(
      org.apache.kafka.clients.consumer.Consumer<String, byte[]> consumer) {
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
}
