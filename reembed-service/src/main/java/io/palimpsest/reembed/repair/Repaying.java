package io.palimpsest.reembed.repair;

import io.palimpsest.fencing.Ticker;
import io.palimpsest.jobs.Job;
import io.palimpsest.jobs.Jobs;
import io.palimpsest.jobs.State;
import io.palimpsest.reembed.route.Debts;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks for the repayment of debts as long as there are any; the longer it is in vain, the less
 * often. Every instance does; the jobs let one of them through.
 */
public final class Repaying implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Repaying.class);
  private static final Duration LONGEST = Duration.ofMinutes(5);
  private static final int MOST_DOUBLINGS = 12;
  private static final int MOST_FAILED = 100;
  private static final Set<State> UNDER_WAY = Set.of(State.WAITING, State.RUNNING, State.PAUSED);
  private final Debts debts;
  private final Jobs jobs;
  private final Repay repay;
  private final Duration look;
  private final Ticker ticker;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread = Thread.ofVirtual().name("repaying").unstarted(this::run);
  private Optional<UUID> asked = Optional.empty();
  private int inVain;
  private long notBefore;

  /**
   * @param debts what is lacking
   * @param jobs where the repayment is asked for
   * @param repay the repayment
   * @param look time between two looks for debts
   * @param ticker this process's clock
   */
  public Repaying(Debts debts, Jobs jobs, Repay repay, Duration look, Ticker ticker) {
    this.debts = debts;
    this.jobs = jobs;
    this.repay = repay;
    this.look = look;
    this.ticker = ticker;
    this.notBefore = ticker.nanos();
  }

  /** Begins to look. */
  public void start() {
    thread.start();
  }

  @Override
  public void close() {
    closed.countDown();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      while (!closed.await(look.toMillis(), TimeUnit.MILLISECONDS)) {
        try {
          turn();
        } catch (RuntimeException e) {
          LOG.warn("debts cannot be looked for, trying again", e);
        }
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private void turn() {
    Optional<Job> last = asked.flatMap(jobs::find);
    if (last.filter(job -> UNDER_WAY.contains(job.state())).isPresent()) {
      return;
    }
    last.ifPresent(this::learn);
    asked = Optional.empty();
    if (ticker.nanos() - notBefore >= 0 && debts.any()) {
      asked = failed().or(() -> jobs.ask(repay, Map.of(), 0)).map(Job::id);
    }
  }

  /** One that gave up goes on where it was. */
  private Optional<Job> failed() {
    return jobs.list(Set.of(State.FAILED), MOST_FAILED).stream()
        .filter(job -> job.kind().equals(Repay.NAME))
        .findFirst()
        .flatMap(job -> jobs.resume(job.id()));
  }

  private void learn(Job over) {
    inVain = over.progress().count(Repay.PAID) > 0 ? 0 : Math.min(inVain + 1, MOST_DOUBLINGS);
    Duration pause = inVain == 0 ? Duration.ZERO : look.multipliedBy(1L << inVain);
    notBefore = ticker.nanos() + (pause.compareTo(LONGEST) < 0 ? pause : LONGEST).toNanos();
  }
}
