package io.palimpsest.jobs;

import io.palimpsest.fencing.Ticker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes jobs that nobody runs and runs them. Several instances share the jobs: each job is run by
 * one of them at a time. Close gives back what is under way, so that another goes on at once.
 */
public final class JobRunner implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(JobRunner.class);
  private static final Duration STOPPING = Duration.ofSeconds(3);
  private static final Duration CUT_OFF = Duration.ofSeconds(1);
  private final Jobs jobs;
  private final JobKinds kinds;
  private final RunnerRules rules;
  private final Ticker ticker;
  private final TenureWatch watch;
  private final Semaphore news = new Semaphore(0);
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean stopping;

  /**
   * @param jobs where they are
   * @param kinds what this instance can do
   * @param rules its bounds
   * @param ticker its clock
   */
  public JobRunner(Jobs jobs, JobKinds kinds, RunnerRules rules, Ticker ticker) {
    this.jobs = jobs;
    this.kinds = kinds;
    this.rules = rules;
    this.ticker = ticker;
    this.watch = new TenureWatch(ticker, rules.lease());
  }

  /** Begins to look for jobs. */
  public void start() {
    for (int at = 0; at < rules.parallel(); at++) {
      threads.add(Thread.ofPlatform().daemon().name("jobs-" + at).start(this::work));
    }
  }

  /** Says that there is something to do; without it that is found out at the next look. */
  public void wake() {
    news.release();
  }

  @Override
  public void close() {
    stopping = true;
    news.release(rules.parallel());
    try {
      if (!joined(STOPPING)) {
        threads.forEach(Thread::interrupt);
        if (!joined(CUT_OFF)) {
          LOG.warn("jobs are left to their lease");
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether all have ended within a time, which is that of all together. */
  private boolean joined(Duration atMost) throws InterruptedException {
    long end = System.nanoTime() + atMost.toNanos();
    for (Thread thread : threads) {
      if (!thread.join(Duration.ofNanos(Math.max(0, end - System.nanoTime())))) {
        return false;
      }
    }
    return true;
  }

  private void work() {
    while (!stopping) {
      try {
        Optional<Run> run = next();
        if (run.isPresent()) {
          run.get().run();
        } else {
          boolean told = news.tryAcquire(rules.look().toMillis(), TimeUnit.MILLISECONDS);
          LOG.trace("looking for jobs told={}", told);
        }
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        LOG.warn("jobs cannot be reached, trying again", e);
        rest();
      }
    }
  }

  private Optional<Run> next() {
    UUID runner = UUID.randomUUID();
    for (Job job : jobs.open()) {
      Optional<JobKind> kind = kinds.find(job.kind());
      if (kind.isPresent() && watch.isFree(job)) {
        long before = ticker.nanos();
        Optional<Job> taken = jobs.take(job, runner);
        if (taken.isPresent()) {
          LOG.info("job taken id={} kind={}", job.id(), job.kind());
          Hold hold = new Hold(ticker, rules.lease(), () -> stopping);
          hold.beaten(before);
          return Optional.of(
              new Run(jobs, kind.get(), taken.get(), runner, hold, ticker, rules.lease()));
        }
      }
    }
    return Optional.empty();
  }

  private void rest() {
    try {
      Thread.sleep(rules.look());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
