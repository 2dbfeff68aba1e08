package io.palimpsest.erasure.restore;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.palimpsest.erasure.saga.Gate;
import io.palimpsest.erasure.watch.Metrics;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The ordinary start: nothing is deleted, accepted or changed before the database is whole. */
@ApplicationScoped
class StartGate implements Gate {
  private static final Logger LOG = LoggerFactory.getLogger(StartGate.class);
  private static final int AFTER_ALL = 5_000;
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final OuterReader reader;
  private final HoldReplay holds;
  private final Replay replay;
  private final LastSeen seen;
  private final RestoreSettings settings;
  private final Clock clock;
  private final CountDownLatch open = new CountDownLatch(1);
  private final Thread thread = Thread.ofVirtual().name("restore-gate").unstarted(this::run);

  StartGate(
      OuterReader reader,
      HoldReplay holds,
      Replay replay,
      LastSeen seen,
      RestoreSettings settings,
      Clock clock) {
    this.reader = reader;
    this.holds = holds;
    this.replay = replay;
    this.seen = seen;
    this.settings = settings;
    this.clock = clock;
  }

  void onStart(
      @Observes @Priority(AFTER_ALL) StartupEvent event, LostRequests lost, MeterRegistry meters)
      throws InterruptedException {
    Gauge.builder(Metrics.LOST, lost::open).register(meters);
    thread.start();
    if (!open.await(settings.start().toMillis(), TimeUnit.MILLISECONDS)) {
      LOG.warn("the database is not compared with the topics yet");
    }
  }

  void onStop(@Observes ShutdownEvent event) {
    thread.interrupt();
  }

  @Override
  public boolean passed() {
    return open.getCount() == 0;
  }

  @Override
  public void await() throws InterruptedException {
    open.await();
  }

  /** Notes in the database that it is whole. */
  @Scheduled(
      every = "{palimpsest.erasure.restore.note}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void note() {
    if (passed()) {
      seen.now(clock.instant());
    }
  }

  private void run() {
    try {
      while (!passed()) {
        attempt();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void attempt() throws InterruptedException {
    try {
      pass();
    } catch (RuntimeException e) {
      LOG.warn("the database is not compared with the topics, trying again", e);
      Thread.sleep(PAUSE);
    }
  }

  private void pass() throws InterruptedException {
    Instant began = clock.instant();
    Instant since = seen.at().map(at -> at.minus(settings.overlap())).orElse(Instant.EPOCH);
    Outer outer = reader.read(since);
    int replayedHolds = holds.holds(outer.copies());
    int replayed = replay.requests(outer);
    seen.now(began);
    open.countDown();
    LOG.info(
        "database compared with the topics copies={} requests_made_again={} holds_made_again={}"
            + " took_ms={}",
        outer.copies().size(),
        replayed,
        replayedHolds,
        Duration.between(began, clock.instant()).toMillis());
  }
}
