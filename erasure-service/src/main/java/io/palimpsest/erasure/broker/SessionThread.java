package io.palimpsest.erasure.broker;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps sessions at work, one after the other, on a thread of its own. An exception ends a session,
 * and the next one begins after a pause. An {@link Error} does too, and is an obstacle until a
 * later session has come through a step; a thread that is no more is one for good. Thread-safe.
 */
public final class SessionThread {
  private static final Logger LOG = LoggerFactory.getLogger(SessionThread.class);
  private static final Duration AFTER_ERROR = Duration.ofSeconds(1);
  private static final Duration STOPPING = Duration.ofSeconds(4);

  private final Callable<? extends Session> opening;
  private final Function<Exception, Duration> pause;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;
  private volatile boolean started;
  private long left;
  private volatile @Nullable Throwable error;

  /**
   * @param name of the thread
   * @param opening begins a session
   * @param pause hears what ended one, and says how long to wait before the next
   */
  public SessionThread(
      String name, Callable<? extends Session> opening, Function<Exception, Duration> pause) {
    this.opening = opening;
    this.pause = pause;
    this.thread = Thread.ofPlatform().name(name).unstarted(this::run);
  }

  /** Begins; to be called once. */
  public void start() {
    started = true;
    thread.start();
  }

  /** Asks the session under way to end after its step. */
  public synchronized void leave() {
    if (!isClosed()) {
      left = System.nanoTime();
      closed.countDown();
    }
  }

  /**
   * Ends the session under way after its step, and waits for that, as long as a stop may take since
   * it was first asked to. What it was at is not committed then, and is done again by another.
   */
  public void stop() throws InterruptedException {
    leave();
    if (started && !thread.join(rest())) {
      LOG.warn("{} is left in the middle of its step", thread.getName());
    }
  }

  private synchronized Duration rest() {
    return Duration.ofNanos(Math.max(1, left + STOPPING.toNanos() - System.nanoTime()));
  }

  /** Why it does not do its work; empty while it does, was not started or was stopped. */
  public Optional<String> obstacle() {
    if (!started || isClosed()) {
      return Optional.empty();
    }
    if (!thread.isAlive()) {
      return Optional.of("thread ended");
    }
    return Optional.ofNullable(error).map(thrown -> thrown.getClass().getSimpleName());
  }

  private void run() {
    while (!isClosed()) {
      try {
        session();
      } catch (Exception fault) {
        sleep(pause.apply(fault));
      } catch (Throwable thrown) {
        error = thrown;
        LOG.error("{} met an error and begins again", thread.getName(), thrown);
        sleep(AFTER_ERROR);
      }
    }
  }

  private void session() throws Exception {
    try (Session session = opening.call()) {
      while (!isClosed()) {
        session.step();
        error = null;
      }
      session.beforeStop();
    }
  }

  private boolean isClosed() {
    return closed.getCount() == 0;
  }

  private void sleep(Duration time) {
    try {
      closed.await(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
