package io.palimpsest.messaging;

import io.palimpsest.topic.AnyTopic;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;

/**
 * Follows one topic from its first record on, as long as the process lives, and applies each
 * committed record in its partition's order to a handler, on one thread of its own. There is no
 * consumer group: every follower sees everything. A handler that throws ends the follower, because
 * what it has built would have a hole; {@link #failure} and every wait say so. While the registry
 * is down the follower waits at the record that it cannot decode, and {@link #obstacle} says so.
 *
 * @param <T> type of the values
 */
public final class TopicFollower<T> implements AutoCloseable {
  private final AnyTopic topic;
  private final TopicEnds ends;
  private final Progress progress;
  private final FollowerLoop<T> loop;

  private TopicFollower(AnyTopic topic, TopicEnds ends, Progress progress, FollowerLoop<T> loop) {
    this.topic = topic;
    this.ends = ends;
    this.progress = progress;
    this.loop = loop;
  }

  static <T> TopicFollower<T> start(
      KafkaSettings settings,
      AnyTopic topic,
      ValueReader<T> reader,
      ProofReader proofs,
      Consumer<TopicRecord<T>> handler) {
    TopicEnds ends = new TopicEnds(Admin.create(ClientConfigs.admin(settings)), topic.topicName());
    Progress progress = new Progress(topic.topicName());
    FollowerLoop<T> loop =
        new FollowerLoop<>(settings, topic, ends, progress, reader, proofs, handler);
    loop.start();
    return new TopicFollower<>(topic, ends, progress, loop);
  }

  /**
   * Completes when everything that was committed before this call has been applied: the broker is
   * asked for the end after the call began, and the end counts in offsets, so that records which no
   * reader ever sees do not matter.
   *
   * @return the highest offset below that end, over all partitions, or -1 when the topic is empty;
   *     fails with {@link EndNotReachedException}, or with the broker's fault when it cannot be
   *     asked
   */
  public CompletableFuture<Long> readToEnd() {
    Map<Integer, Long> before = progress.positions();
    return ends.ask().thenCompose(asked -> reach(before, asked));
  }

  /**
   * Blocks until {@link #readToEnd} completes.
   *
   * @return the highest offset below that end, or -1 when the topic is empty
   * @throws EndNotReachedException when the time is over, the broker cannot be asked, the follower
   *     has failed, or the thread is interrupted
   */
  public long awaitEnd(Duration timeout) {
    try {
      return readToEnd().get(timeout.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      throw new EndNotReachedException(topic.topicName(), e.getCause());
    } catch (TimeoutException e) {
      throw new EndNotReachedException(topic.topicName(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EndNotReachedException(topic.topicName(), e);
    }
  }

  /** Why the follower has ended by itself, or empty while it follows. */
  public Optional<Throwable> failure() {
    return progress.failure();
  }

  /** What stands in the way now, for a while or for good; empty while all goes well. */
  public Optional<String> obstacle() {
    return failure().map(Throwable::toString).or(loop::obstacle);
  }

  /** Ends the following; on return the handler is not running and will not be called again. */
  @Override
  public void close() {
    loop.close();
    ends.close();
    progress.fail(new IllegalStateException("closed"));
  }

  private CompletableFuture<Long> reach(Map<Integer, Long> before, TopicEnds.Ends asked) {
    if (loop.isOther(asked.topicId()) || asked.isShorterThan(before)) {
      progress.fail(new TopicReplacedException(topic.topicName()));
    }
    return progress.reach(asked.offsets());
  }
}
