package io.palimpsest.erasure.model;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a participant answered.
 *
 * @param attempt attempt that is answered
 * @param found records found
 * @param deleted records deleted
 * @param remaining records that remain
 * @param method code of how it was done
 * @param evidence code and counts that show it
 * @param residuals what stays for a while
 * @param failure machine-readable failure, null when the task was done
 */
public record Receipt(
    int attempt,
    long found,
    long deleted,
    long remaining,
    String method,
    String evidence,
    List<Residual> residuals,
    @Nullable String failure) {
  /** Copies the residuals and refuses counts that nothing can have. */
  public Receipt {
    residuals = List.copyOf(residuals);
    if (found < 0 || deleted < 0 || remaining < 0) {
      throw new IllegalArgumentException("a count is not negative");
    }
  }

  /** An attempt that did not get done. */
  public static Receipt failed(int attempt, String failure) {
    return new Receipt(attempt, 0, 0, 0, "none", "none", List.of(), failure);
  }

  /**
   * Something that stays for a while.
   *
   * @param what code
   * @param until when it is gone at the latest, or null when not known
   */
  public record Residual(String what, @Nullable Instant until) {}
}
