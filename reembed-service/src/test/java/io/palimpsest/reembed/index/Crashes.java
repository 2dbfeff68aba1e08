package io.palimpsest.reembed.index;

import io.palimpsest.reembed.write.Step;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Stops a pipeline before a step, as a crash of the process would, a number of times; or lets
 * something happen there once.
 */
final class Crashes implements Step {
  private final AtomicReference<Step.@Nullable Name> at = new AtomicReference<>();
  private final AtomicReference<@Nullable Happening> happening = new AtomicReference<>();
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

  private record Happening(Step.Name step, Runnable event) {}

  @Override
  public void before(Name step) {
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

  static final class CrashException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CrashException(Name step) {
      super("crash before " + step);
    }
  }
}
