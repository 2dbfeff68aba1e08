package io.palimpsest.messaging.loop;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads Kafka on a thread of its own. Every record that a poll returns is handled or sought back
 * to, whatever was paused and whoever was given which partition meanwhile; what is committed is, of
 * each partition, the lowest unfinished offset. So nothing is lost and nothing overtakes, and
 * records may come twice. It never stops polling for long, so that its group keeps it. Whatever
 * poll, handler or commit throws, an {@link Error} too, leaves it alive and is told by {@link
 * #failure} until it is over.
 */
public final class ConsumerLoop<K, V> implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ConsumerLoop.class);

  private final LoopSettings settings;
  private final Consumer<K, V> consumer;
  private final Joining<K, V> joining;
  private final RecordHandler<K, V> handler;
  private final Settlements settlements;
  private final Committing<K, V> commits;
  private final Rests rests;
  private final Lags lags = new Lags();
  private final LongSupplier nanos;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread;

  /** Where partitions must be sought back to before anything is polled. */
  private final Map<TopicPartition, Long> owed = new HashMap<>();

  private boolean joined;
  private Backoff pause;
  private volatile @Nullable String reading;
  private volatile @Nullable String ended;

  /**
   * @param settings how it goes round
   * @param consumer read by this loop alone, which closes it; commits nothing by itself
   * @param joining how it comes by its partitions
   * @param handler what is done with records
   * @param settlements where records that are held are settled
   * @param nanos this process's clock
   */
  ConsumerLoop(
      LoopSettings settings,
      Consumer<K, V> consumer,
      Joining<K, V> joining,
      RecordHandler<K, V> handler,
      Settlements settlements,
      LongSupplier nanos) {
    this.settings = settings;
    this.consumer = consumer;
    this.joining = joining;
    this.handler = handler;
    this.settlements = settlements;
    this.nanos = nanos;
    this.commits =
        new Committing<>(settings.commits(), consumer, settlements, handler::committed, nanos);
    this.rests = new Rests(settings.longestPause());
    this.pause = Backoff.first(settings.longestPause());
    this.thread = Thread.ofPlatform().daemon().name(settings.name()).unstarted(this::run);
  }

  /** A loop that has not begun; the parameters are those of the constructor. */
  public static <K, V> ConsumerLoop<K, V> of(
      LoopSettings settings,
      Consumer<K, V> consumer,
      Joining<K, V> joining,
      RecordHandler<K, V> handler,
      Settlements settlements) {
    return new ConsumerLoop<>(settings, consumer, joining, handler, settlements, System::nanoTime);
  }

  /** Begins to read. */
  public void start() {
    thread.start();
  }

  /** Why it cannot go on, with all or with some partitions; empty while all goes well. */
  public Optional<String> failure() {
    return Optional.ofNullable(ended)
        .or(() -> Optional.ofNullable(reading))
        .or(commits::failure)
        .or(rests::reason);
  }

  /** Records by topic that lie before it, in the partitions that it was given. */
  public Map<String, Long> lag() {
    return lags.byTopic();
  }

  /** Whether it was told to end: a handler with much left may give it back. */
  public boolean isClosing() {
    return closing.getCount() == 0;
  }

  /** Finishes the turn under way, commits, and leaves the group. */
  @Override
  public void close() {
    closing.countDown();
    consumer.wakeup();
    if (Thread.currentThread() == thread) {
      return;
    }
    try {
      if (!thread.join(settings.stopping())) {
        LOG.warn("loop {} is closed while its turn goes on", settings.name());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      while (!isClosing()) {
        turn();
      }
      commitAtLast();
    } catch (InterruptedException e) {
      end(e);
    } catch (LoopEndedException e) {
      end(e.reason());
    } catch (RuntimeException | Error e) {
      end(e);
    } finally {
      leave();
    }
  }

  private void end(Throwable reason) {
    ended = reason.toString();
    LOG.error("loop {} ended", settings.name(), reason);
    handler.ended(reason);
  }

  /** Goes round once. */
  void turn() throws InterruptedException {
    try {
      join();
      payBack();
      boolean wanted = handler.wants();
      Set<TopicPartition> out = pauseOrResume(wanted);
      ConsumerRecords<K, V> polled =
          consumer.poll(rests.shortest(nanos.getAsLong(), settings.poll()));
      take(polled, wanted, out);
      reading = null;
      pause = Backoff.first(settings.longestPause());
      handler.polled(consumer);
      commits.turned();
      lags.look(consumer, nanos.getAsLong());
    } catch (WakeupException closed) {
      LOG.debug("loop {} was woken up", settings.name());
    } catch (InterruptException | LoopEndedException end) {
      throw end;
    } catch (RuntimeException | Error e) {
      reading = e.toString();
      LOG.warn("loop {} goes on after a pause", settings.name(), e);
      closing.await(pause.next().toNanos(), TimeUnit.NANOSECONDS);
      pause = pause.longer();
    }
  }

  private void join() {
    if (!joined) {
      joining.join(consumer, new Rebalance());
      joined = true;
    }
  }

  /** Seeks back to what was polled and not taken; of lost partitions others read it. */
  private void payBack() {
    owed.keySet().retainAll(consumer.assignment());
    for (TopicPartition partition : Set.copyOf(owed.keySet())) {
      @Nullable Long offset = owed.get(partition);
      if (offset != null) {
        consumer.seek(partition, offset);
        owed.remove(partition);
      }
    }
  }

  /** Returns the partitions of which nothing is taken in this turn. */
  private Set<TopicPartition> pauseOrResume(boolean wanted) {
    Set<TopicPartition> assigned = Set.copyOf(consumer.assignment());
    Set<TopicPartition> out = new HashSet<>(wanted ? rests.at(nanos.getAsLong()) : assigned);
    out.retainAll(assigned);
    consumer.pause(out);
    Set<TopicPartition> in = new HashSet<>(consumer.paused());
    in.removeAll(out);
    consumer.resume(in);
    return out;
  }

  /**
   * A rebalance inside the poll may have brought partitions that are not paused; what comes of them
   * while nothing is wanted is sought back to like anything else that is not taken.
   */
  private void take(ConsumerRecords<K, V> polled, boolean wanted, Set<TopicPartition> out)
      throws InterruptedException {
    List<ConsumerRecord<K, V>> batch = new ArrayList<>();
    for (TopicPartition partition : polled.partitions()) {
      List<ConsumerRecord<K, V>> records = polled.records(partition);
      owed.put(partition, records.getFirst().offset());
      if (wanted && !out.contains(partition)) {
        batch.addAll(records);
      }
    }
    if (!batch.isEmpty()) {
      batch.forEach(one -> settlements.read(partition(one), one.offset()));
      settle(batch, handle(batch));
    }
    payBack();
  }

  private List<Outcome> handle(List<ConsumerRecord<K, V>> batch) throws InterruptedException {
    try {
      List<Outcome> outcomes = handler.handle(batch);
      if (outcomes.size() != batch.size()) {
        throw new IllegalStateException(
            "%d outcomes for %d records".formatted(outcomes.size(), batch.size()));
      }
      return outcomes;
    } catch (RuntimeException | Error e) {
      LOG.warn("loop {} repeats a batch", settings.name(), e);
      return Collections.nCopies(batch.size(), new Outcome.Again(e.toString()));
    }
  }

  private void settle(List<ConsumerRecord<K, V>> batch, List<Outcome> outcomes) {
    Map<TopicPartition, String> back = new HashMap<>();
    for (int at = 0; at < batch.size(); at++) {
      ConsumerRecord<K, V> one = batch.get(at);
      TopicPartition partition = partition(one);
      if (!back.containsKey(partition)) {
        switch (outcomes.get(at)) {
          case Outcome.Settled() -> {
            settlements.settle(partition, one.offset());
            owed.put(partition, one.offset() + 1);
          }
          case Outcome.Held() -> owed.put(partition, one.offset() + 1);
          case Outcome.Again(String reason) -> {
            owed.put(partition, one.offset());
            settlements.rewind(partition, one.offset());
            back.put(partition, reason);
          }
          case Outcome.End(Throwable reason) -> throw new LoopEndedException(reason);
        }
      }
    }
    rest(batch, back);
  }

  private void rest(List<ConsumerRecord<K, V>> batch, Map<TopicPartition, String> back) {
    for (ConsumerRecord<K, V> one : batch) {
      TopicPartition partition = partition(one);
      if (!back.containsKey(partition)) {
        rests.goesOn(partition);
        owed.remove(partition);
      }
    }
    back.forEach((partition, reason) -> rests.again(partition, reason, nanos.getAsLong()));
  }

  /** Being woken up may cut one commit off, and not a second one. */
  private void commitAtLast() {
    try {
      commits.now();
    } catch (WakeupException wokenUp) {
      commits.now();
    }
  }

  private void leave() {
    try {
      if (settings.commits() == Commits.NEVER) {
        consumer.close(CloseOptions.timeout(Duration.ZERO));
      } else {
        consumer.close();
      }
    } catch (RuntimeException | Error e) {
      LOG.warn("loop {} did not leave in order", settings.name(), e);
    }
  }

  private static TopicPartition partition(ConsumerRecord<?, ?> one) {
    return new TopicPartition(one.topic(), one.partition());
  }

  private final class Rebalance implements ConsumerRebalanceListener {
    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
      try {
        commits.now();
      } finally {
        onPartitionsLost(revoked);
      }
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> lost) {
      owed.keySet().removeAll(lost);
      settlements.forget(lost);
      rests.forget(lost);
      handler.revoked(lost);
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> assigned) {
      LOG.info("loop {} reads partitions more={}", settings.name(), assigned.size());
    }
  }
}
