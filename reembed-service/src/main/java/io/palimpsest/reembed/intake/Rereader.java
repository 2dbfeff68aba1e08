package io.palimpsest.reembed.intake;

import io.palimpsest.reembed.intake.Deferrals.Stretch;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads deferred records again, of each tenant as many as keep its share of the workers busy. It
 * has a consumer of its own, without a group: nobody's assignment depends on it.
 */
final class Rereader implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(Rereader.class);
  private static final Duration IDLE = Duration.ofMillis(10);
  private final Consumer<byte[], byte[]> consumer;
  private final ReadAhead ahead;
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
    this.ahead = new ReadAhead(consumer, intake);
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

  /** Returns what is left of the stretch after one record more. */
  private Optional<Stretch> read(Stretch stretch) {
    Optional<Arrival> first = ahead.first(stretch);
    if (first.isPresent()) {
      return takeUpTo(first.get(), stretch);
    }
    if (ahead.next() > stretch.to()) {
      skipHoles(stretch, stretch.to() + 1);
      return Optional.empty();
    }
    return Optional.of(stretch);
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
