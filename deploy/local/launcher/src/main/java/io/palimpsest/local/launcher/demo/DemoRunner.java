package io.palimpsest.local.launcher.demo;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Runs the steps in order up to the first that fails, and sums up. */
final class DemoRunner {

  private final PrintWriter out;

  DemoRunner(PrintWriter out) {
    this.out = out;
  }

  /**
   * Runs the steps. The stack is down when this returns.
   *
   * @return true when all passed
   */
  boolean run(List<DemoStep> steps, Demo demo) {
    List<StepResult> results = new ArrayList<>();
    try {
      for (DemoStep step : steps) {
        StepResult result = run(step, demo, results.size() + 1, steps.size());
        results.add(result);
        if (!result.passed()) {
          break;
        }
      }
    } finally {
      demo.close();
    }
    summarise(results, steps.size());
    return results.size() == steps.size() && results.stream().allMatch(StepResult::passed);
  }

  private StepResult run(DemoStep step, Demo demo, int number, int of) {
    out.printf("%n%d/%d %s%n", number, of, step.title());
    out.flush();
    long began = System.nanoTime();
    StepResult result;
    try {
      String outcome = step.run(demo);
      result = new StepResult(step.title(), true, since(began), outcome);
    } catch (Exception e) {
      result = new StepResult(step.title(), false, since(began), describe(e));
    }
    out.printf(
        "   %s: %s (%.1f s)%n",
        result.passed() ? "done" : "FAILED", result.outcome(), seconds(result.took()));
    out.flush();
    return result;
  }

  private void summarise(List<StepResult> results, int planned) {
    out.printf("%nSummary%n");
    for (StepResult result : results) {
      out.printf(
          "  %-6s %6.1f s  %-40s %s%n",
          result.passed() ? "passed" : "FAILED",
          seconds(result.took()),
          result.title(),
          result.outcome().lines().findFirst().orElse(""));
    }
    Duration all = results.stream().map(StepResult::took).reduce(Duration.ZERO, Duration::plus);
    long passed = results.stream().filter(StepResult::passed).count();
    out.printf("  %d of %d steps passed in %.1f s%n", passed, planned, seconds(all));
    out.flush();
  }

  private static String describe(Exception e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  private static Duration since(long began) {
    return Duration.ofNanos(System.nanoTime() - began);
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }
}
