package io.palimpsest.benchmarks.measure;

/**
 * What a ratio should reach.
 *
 * @param bound the bound
 * @param atLeast whether more is better; else the bound is the most that is allowed
 */
public record Goal(double bound, boolean atLeast) {
  /** At least so much. */
  public static Goal atLeast(double bound) {
    return new Goal(bound, true);
  }

  /** At most so much. */
  public static Goal atMost(double bound) {
    return new Goal(bound, false);
  }

  /** What the rounds say of it. */
  public Verdict verdict(double worst, double median, double best) {
    if (!reached(median)) {
      return reached(best) ? Verdict.NOISY : Verdict.MISSED;
    }
    return reached(worst) ? Verdict.MET : Verdict.NOISY;
  }

  private boolean reached(double ratio) {
    return atLeast ? ratio >= bound : ratio <= bound;
  }

  @Override
  public String toString() {
    return (atLeast ? ">= " : "<= ") + bound;
  }
}
