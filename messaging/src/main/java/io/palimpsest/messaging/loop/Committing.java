package io.palimpsest.messaging.loop;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commits what is settled. A commit that fails stays due, and is said until one succeeds, or until
 * nothing is due any more: of partitions that were lost others repeat what was not committed.
 */
final class Committing<K, V> {
  private static final Logger LOG = LoggerFactory.getLogger(Committing.class);
  private static final Duration EVERY = Duration.ofMillis(200);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Commits when;
  private final org.apache.kafka.clients.consumer.Consumer<K, V> consumer;
  private final Settlements settlements;
  private final Consumer<Map<TopicPartition, OffsetAndMetadata>> listener;
  private final LongSupplier nanos;
  private long last;
  private volatile @Nullable String failure;

  Committing(
      Commits when,
      org.apache.kafka.clients.consumer.Consumer<K, V> consumer,
      Settlements settlements,
      Consumer<Map<TopicPartition, OffsetAndMetadata>> listener,
      LongSupplier nanos) {
    this.when = when;
    this.consumer = consumer;
    this.settlements = settlements;
    this.listener = listener;
    this.nanos = nanos;
    this.last = nanos.getAsLong();
  }

  /** Why the last commit failed. */
  Optional<String> failure() {
    return Optional.ofNullable(failure);
  }

  /** At the end of a turn. */
  void turned() {
    switch (when) {
      case NEVER -> {}
      case EACH_TURN -> now();
      case IN_PASSING -> inPassing();
    }
  }

  /** Commits and waits for it: others may read on from there. */
  void now() {
    Map<TopicPartition, OffsetAndMetadata> due = due();
    if (due.isEmpty()) {
      failure = null;
      return;
    }
    try {
      consumer.commitSync(due, PATIENCE);
      ended(due, null);
    } catch (WakeupException closing) {
      throw closing;
    } catch (InterruptException stopped) {
      throw stopped;
    } catch (RuntimeException | Error e) {
      ended(due, e);
    }
  }

  private void inPassing() {
    if (nanos.getAsLong() - last < EVERY.toNanos()) {
      return;
    }
    last = nanos.getAsLong();
    Map<TopicPartition, OffsetAndMetadata> due = due();
    if (due.isEmpty()) {
      failure = null;
    } else {
      consumer.commitAsync(due, this::ended);
    }
  }

  private Map<TopicPartition, OffsetAndMetadata> due() {
    return when == Commits.NEVER ? Map.of() : settlements.committable();
  }

  private void ended(Map<TopicPartition, OffsetAndMetadata> ends, @Nullable Throwable fault) {
    if (fault == null) {
      settlements.committed(ends);
      failure = null;
      listener.accept(ends);
    } else {
      failure = "commit: " + fault;
      LOG.warn("commit failed, the next one covers it", fault);
    }
  }
}
