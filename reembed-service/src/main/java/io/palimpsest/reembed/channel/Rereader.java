package io.palimpsest.reembed.channel;

import io.palimpsest.reembed.channel.Deferrals.Stretch;
import io.palimpsest.reembed.health.Dependencies;
import io.palimpsest.reembed.lane.Backlog;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads deferred records again, of each tenant as many as keep its share of the workers busy. It
 * has a consumer of its own, without a group: nobody's assignment depends on it.
 */
final class Rereader implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(Rereader.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration IDLE = Duration.ofMillis(10);
  private final Consumer<byte[], byte[]> consumer;
  private final Deferrals deferrals;
  private final Intake intake;
  private final Backlog<Pending> backlog;
  private final Partitions partitions;
  private final Dependencies dependencies;
  private final int most;
  private volatile boolean stopping;

  Rereader(
      Consumer<byte[], byte[]> consumer,
      Deferrals deferrals,
      Intake intake,
      Backlog<Pending> backlog,
      Partitions partitions,
      Dependencies dependencies,
      int most) {
    this.consumer = consumer;
    this.deferrals = deferrals;
    this.intake = intake;
    this.backlog = backlog;
    this.partitions = partitions;
    this.dependencies = dependencies;
    this.most = most;
  }

  @Override
  public void run() {
    while (!stopping) {
      try {
        if (!turn()) {
          Thread.sleep(IDLE);
        }
      } catch (WakeupException | InterruptedException stop) {
        stopping = true;
      } catch (KafkaException e) {
        LOG.warn("reading deferred records failed, going on", e);
      } catch (RuntimeException e) {
        dependencies.failed(Intake.missing(e));
        LOG.warn("deferred record not taken, going on", e);
      }
    }
    consumer.close();
  }

  void stop() {
    stopping = true;
    consumer.wakeup();
  }

  /** Refills the tenants that have little waiting; false when there was nothing to do. */
  private boolean turn() {
    boolean any = false;
    for (UUID tenant : dependencies.allUp() ? deferrals.tenants() : List.<UUID>of()) {
      if (backlog.waiting(tenant) <= most / 2) {
        Optional<Stretch> stretch = deferrals.take(tenant);
        stretch.ifPresent(this::refill);
        any |= stretch.isPresent();
      }
    }
    return any;
  }

  private void refill(Stretch stretch) {
    Optional<Stretch> left = Optional.of(stretch);
    try {
      while (left.isPresent() && hasRoom(stretch) && !stopping) {
        left = read(left.get());
      }
    } finally {
      left.ifPresent(deferrals::putBack);
    }
  }

  private boolean hasRoom(Stretch stretch) {
    return backlog.waiting(stretch.tenant()) < most;
  }

  private void seek(TopicPartition place, long offset) {
    if (!consumer.assignment().contains(place)) {
      consumer.assign(List.of(place));
      consumer.seek(place, offset);
    } else if (consumer.position(place) != offset) {
      consumer.seek(place, offset);
    }
  }

  /** Returns what is left of the stretch after one poll. */
  private Optional<Stretch> read(Stretch stretch) {
    Optional<Stretch> left = Optional.of(stretch);
    for (Arrival arrival : expect(stretch)) {
      if (left.isEmpty() || !hasRoom(stretch)) {
        return left;
      }
      left = takeUpTo(arrival, left.get());
    }
    if (left.isPresent() && consumer.position(stretch.place()) > left.get().to()) {
      skipHoles(left.get(), left.get().to() + 1);
      return Optional.empty();
    }
    return left;
  }

  /** The next records from the beginning of the stretch on, wherever the consumer was. */
  private List<Arrival> expect(Stretch stretch) {
    seek(stretch.place(), stretch.from());
    List<ConsumerRecord<byte[], byte[]>> polled = consumer.poll(POLL).records(stretch.place());
    return intake.expectInTurn(stretch.tenant(), stretch.topic(), polled);
  }

  private Optional<Stretch> takeUpTo(Arrival arrival, Stretch left) {
    long offset = arrival.origin().offset();
    skipHoles(left, offset);
    if (offset <= left.to() && arrival.isOf(left.tenant())) {
      intake.takeInTurn(arrival);
    }
    return left.after(offset);
  }

  /** What compaction removed has a newer record behind it. */
  private void skipHoles(Stretch stretch, long before) {
    for (long gone = stretch.from(); gone < Math.min(before, stretch.to() + 1); gone++) {
      partitions.finish(List.of(stretch.origin(gone)));
    }
  }
}
