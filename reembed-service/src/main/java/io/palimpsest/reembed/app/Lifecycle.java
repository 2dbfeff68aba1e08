package io.palimpsest.reembed.app;

import io.palimpsest.fencing.Writer;
import io.palimpsest.jobs.JobRunner;
import io.palimpsest.messaging.EventPublisher;
import io.palimpsest.reembed.erase.ErasureChannel;
import io.palimpsest.reembed.intake.Channel;
import io.palimpsest.reembed.repair.Repaying;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the index side as soon as everything that it needs is there and fits, and stops it before
 * anything that it needs. Until then the service is alive, but not ready, and says why.
 */
@Singleton
class Lifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(Lifecycle.class);
  private static final Duration RETRY = Duration.ofSeconds(1);
  private final Instance<Preflight> preflight;
  private final Sequence parts;
  private final Thread starting = Thread.ofPlatform().name("index-start").unstarted(this::start);
  private volatile Optional<String> obstacle = Optional.of("starting");
  private volatile boolean stopping;

  Lifecycle(
      Instance<Preflight> preflight,
      Instance<Channel> channel,
      Instance<ErasureChannel> erasure,
      Instance<JobRunner> jobs,
      Instance<Repaying> repaying,
      Instance<EventPublisher> publisher,
      Instance<Writer> writer,
      Instance<RestoreGates> gate,
      IndexMetrics metrics) {
    this.preflight = preflight;
    this.parts =
        new Sequence(
            List.of(
                new Sequence.Part(publisher::get, () -> {}),
                new Sequence.Part(() -> gate.get().start(), () -> writer.get().close()),
                work(() -> start(erasure.get(), metrics), () -> erasure.get().close()),
                work(() -> start(channel.get(), metrics), () -> channel.get().close()),
                work(() -> jobs.get().start(), () -> jobs.get().close()),
                work(() -> repaying.get().start(), () -> repaying.get().close())));
  }

  private static void start(ErasureChannel tasks, IndexMetrics metrics) {
    tasks.start();
    metrics.watchLag(tasks.topics(), tasks::lag);
  }

  private static void start(Channel changes, IndexMetrics metrics) {
    changes.start();
    metrics.watchLag(changes.topics(), changes::lag);
  }

  private static Sequence.Part work(Runnable start, Runnable close) {
    return new Sequence.Part(start, close, Sequence.Ends.TOGETHER);
  }

  void onStart(@Observes StartupEvent event) {
    starting.start();
  }

  /** Also in the middle of a start: then what was begun ends, and the rest never begins. */
  void onStop(@Observes ShutdownEvent event) {
    stopping = true;
    starting.interrupt();
    parts.end();
  }

  /** What keeps the index side from running, or empty when it runs. */
  Optional<String> obstacle() {
    return obstacle;
  }

  private void start() {
    while (!stopping && obstacle.isPresent()) {
      try {
        obstacle = attempt();
        if (obstacle.isPresent()) {
          Thread.sleep(RETRY);
        }
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        wait(e);
      }
    }
  }

  private Optional<String> attempt() {
    List<String> mismatches = preflight.get().mismatches();
    if (!mismatches.isEmpty()) {
      LOG.error("preflight failed: {}", mismatches);
      return Optional.of(String.join("; ", mismatches));
    }
    parts.begin();
    LOG.info("index side started");
    return Optional.empty();
  }

  private void wait(RuntimeException failure) {
    if (stopping) {
      return;
    }
    LOG.warn("cannot start yet, trying again", failure);
    obstacle = Optional.of("cannot start: " + failure.getClass().getSimpleName());
    try {
      Thread.sleep(RETRY);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
