package io.palimpsest.reembed.ledger;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What is known of one tenant's namespace within an hour.
 *
 * @param hour when it began, UTC
 * @param vectors how many there were when they were counted last; empty when they were not
 * @param changes changes that were over, with an effect on vectors or without
 * @param lags how long changes took until queries found them
 * @param measured what reconciles found, the last one of each target
 */
public record TenantHour(
    Instant hour, OptionalLong vectors, long changes, Lags lags, List<Measured> measured) {
  /** Copies the list. */
  public TenantHour {
    measured = List.copyOf(measured);
  }

  /**
   * A sample of lags.
   *
   * @param count how many were measured
   * @param millis their sum
   * @param longest the longest, in milliseconds
   * @param overdue changes that were not found in the longest time that is waited
   */
  public record Lags(long count, long millis, long longest, long overdue) {
    /** Nothing was measured. */
    public static final Lags NONE = new Lags(0, 0, 0, 0);

    /** Both together. */
    public Lags and(Lags more) {
      return new Lags(
          count + more.count,
          millis + more.millis,
          Math.max(longest, more.longest),
          overdue + more.overdue);
    }
  }

  /**
   * What a reconcile found in one target.
   *
   * @param target its name
   * @param expected vectors that the ledger names
   * @param drifted how many of them were not as they should be
   */
  public record Measured(String target, long expected, long drifted) {
    private static final double ALL = 100;

    /** Part of the vectors that are as they should be, of a hundred; 100 where there are none. */
    public double percent() {
      return expected == 0 ? ALL : ALL * Math.max(0, expected - drifted) / expected;
    }
  }

  /** The target that is covered least. */
  public Optional<Measured> worst() {
    return measured.stream().min(Comparator.comparingDouble(Measured::percent));
  }
}
