package io.palimpsest.local.stack;

import java.util.List;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Does things side by side. */
final class Parallel {

  /** A step that may be interrupted. */
  interface Step {
    void run() throws InterruptedException;
  }

  private Parallel() {}

  /**
   * Returns when all steps have returned. When one fails, the others are interrupted and waited
   * for, and its exception is thrown.
   */
  static void run(List<? extends Step> steps) throws InterruptedException {
    // Closing waits for the steps that are still running.
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      CompletionService<Void> completion = new ExecutorCompletionService<>(executor);
      for (Step step : steps) {
        completion.submit(
            () -> {
              step.run();
              return null;
            });
      }
      try {
        for (int done = 0; done < steps.size(); done++) {
          completion.take().get();
        }
      } catch (ExecutionException e) {
        executor.shutdownNow();
        throw unwrapped(e);
      } catch (InterruptedException e) {
        executor.shutdownNow();
        throw e;
      }
    }
  }

  private static RuntimeException unwrapped(ExecutionException e) {
    return e.getCause() instanceof RuntimeException cause
        ? cause
        : new StackException("a part could not be started", e);
  }
}
