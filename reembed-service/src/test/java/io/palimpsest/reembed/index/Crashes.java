package io.palimpsest.reembed.index;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Stops a pipeline before a step: by an exception, a number of times; or for good, as a process
 * that was killed, so that nothing is given back, closed or put off. Or lets something happen there
 * once.
 */
final class Crashes implements Step {
  private final AtomicReference<Step.@Nullable Name> at = new AtomicReference<>();
  private final AtomicReference<@Nullable Happening> happening = new AtomicReference<>();
  private final AtomicReference<Step.@Nullable Name> killedAt = new AtomicReference<>();
  private volatile boolean dead;
  private final AtomicInteger left = new AtomicInteger();
  final AtomicInteger fired = new AtomicInteger();

  void before(Step.Name step, int times) {
    left.set(times);
    at.set(step);
  }

  /** Runs something once, right before the step. */
  void meanwhile(Step.Name step, Runnable event) {
    happening.set(new Happening(step, event));
  }

  /** From this step on no thread takes a step any more, whatever interrupts it. */
  void kill(Step.Name step) {
    killedAt.set(step);
  }

  private record Happening(Step.Name step, Runnable event) {}

  @Override
  public void before(Name step) {
    if (dead || step == killedAt.get()) {
      dead = true;
      fired.incrementAndGet();
      stayForEver();
    }
    Happening due = happening.get();
    if (due != null && due.step() == step && happening.compareAndSet(due, null)) {
      fired.incrementAndGet();
      due.event().run();
    }
    if (step == at.get() && left.getAndDecrement() > 0) {
      fired.incrementAndGet();
      throw new CrashException(step);
    }
  }

  private static void stayForEver() {
    while (true) {
      LockSupport.park();
      boolean unused = Thread.interrupted();
    }
  }

  static final class CrashException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CrashException(Name step) {
      super("crash before " + step);
    }
  }
}
