package io.palimpsest.jobs;

import io.palimpsest.fencing.Ticker;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One runner's time with one job, lap by lap, until it ends or is not the runner's any more. */
final class Run {
  private static final Logger LOG = LoggerFactory.getLogger(Run.class);
  private static final Duration FIRST_REST = Duration.ofMillis(200);
  private static final Duration LONGEST_REST = Duration.ofSeconds(30);
  private static final Duration GLANCE = Duration.ofMillis(200);

  /** With the rests between them some minutes: longer than any dependency takes to restart. */
  private static final int MOST_FAILURES = 12;

  private final Jobs jobs;
  private final JobKind kind;
  private final UUID id;
  private final UUID runner;
  private final Hold hold;
  private final Ticker ticker;
  private final Duration beat;
  private final CountDownLatch over = new CountDownLatch(1);
  private Job job;
  private int failures;

  Run(Jobs jobs, JobKind kind, Job job, UUID runner, Hold hold, Ticker ticker, Duration lease) {
    this.jobs = jobs;
    this.kind = kind;
    this.job = job;
    this.id = job.id();
    this.runner = runner;
    this.hold = hold;
    this.ticker = ticker;
    this.beat = lease.dividedBy(4);
  }

  /** Returns when there is nothing more to do here. */
  void run() throws InterruptedException {
    Thread beating = Thread.ofVirtual().name("beat-" + id).start(this::beat);
    try {
      while (job.state() == State.RUNNING && hold.holds()) {
        turn();
      }
      LOG.info("job left id={} state={}", id, job.state());
    } catch (Hold.LostException e) {
      LOG.info("job let go of id={}", id);
    } finally {
      over.countDown();
      beating.join();
      jobs.giveBack(id, runner);
    }
  }

  private void turn() throws InterruptedException {
    long begin = ticker.nanos();
    try {
      Lap lap = kind.lap(job, hold);
      job = held(jobs.save(id, runner, lap, Duration.ofNanos(ticker.nanos() - begin)));
      failures = 0;
      throttle(begin, lap.work());
    } catch (JobFailedException e) {
      fail(e.reason());
    } catch (Hold.LostException e) {
      throw e;
    } catch (RuntimeException e) {
      LOG.warn("a lap failed id={} kind={} failures={}", id, job.kind(), failures + 1, e);
      rest("attempt." + e.getClass().getSimpleName());
    }
  }

  private void rest(String problem) throws InterruptedException {
    failures++;
    if (failures >= MOST_FAILURES) {
      fail(problem);
      return;
    }
    jobs.trouble(id, runner, problem);
    Duration rest = FIRST_REST.multipliedBy(1L << failures);
    hold.pause(rest.compareTo(LONGEST_REST) < 0 ? rest : LONGEST_REST);
    job = held(jobs.beat(id, runner));
  }

  private void fail(String problem) {
    LOG.error("job failed id={} kind={} problem={}", id, job.kind(), problem);
    jobs.fail(id, runner, problem);
    throw new Hold.LostException();
  }

  /** Waits as long as the throttle asks, and looks up meanwhile: it may have been changed. */
  private void throttle(long begin, long work) throws InterruptedException {
    while (job.state() == State.RUNNING && job.perSecond() > 0) {
      long due = begin + Math.multiplyExact(work, 1_000_000_000L) / job.perSecond();
      long left = due - ticker.nanos();
      if (left <= 0) {
        return;
      }
      hold.pause(Duration.ofNanos(Math.min(left, GLANCE.toNanos())));
      job = held(jobs.beat(id, runner));
    }
  }

  private static Job held(Optional<Job> mine) {
    return mine.orElseThrow(Hold.LostException::new);
  }

  /** Never interrupted: the driver closes a connection under an interrupt, and pauses its pool. */
  private void beat() {
    try {
      while (hold.holds() && !over.await(beat.toNanos(), TimeUnit.NANOSECONDS)) {
        long before = ticker.nanos();
        try {
          if (jobs.beat(id, runner).isPresent()) {
            hold.beaten(before);
          } else {
            hold.taken();
          }
        } catch (RuntimeException e) {
          LOG.warn("a beat failed id={}", id, e);
        }
      }
    } catch (InterruptedException stopped) {
      LOG.trace("beating ends");
    }
  }
}
