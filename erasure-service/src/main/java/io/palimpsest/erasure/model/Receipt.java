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
 * @param seen what a look at the vector store saw, null of whoever did not look there
 */
public record Receipt(
    int attempt,
    long found,
    long deleted,
    long remaining,
    String method,
    String evidence,
    List<Residual> residuals,
    @Nullable String failure,
    @Nullable Seen seen) {
  /** Copies the residuals and refuses counts that nothing can have. */
  public Receipt {
    residuals = List.copyOf(residuals);
    if (found < 0 || deleted < 0 || remaining < 0) {
      throw new IllegalArgumentException("a count is not negative");
    }
  }

  /** Of whoever did not look at the vector store. */
  public Receipt(
      int attempt,
      long found,
      long deleted,
      long remaining,
      String method,
      String evidence,
      List<Residual> residuals,
      @Nullable String failure) {
    this(attempt, found, deleted, remaining, method, evidence, residuals, failure, null);
  }

  /** An attempt that did not get done. */
  public static Receipt failed(int attempt, String failure) {
    return new Receipt(attempt, 0, 0, 0, "none", "none", List.of(), failure);
  }

  /** The same with what was seen. */
  public Receipt seeing(Seen what) {
    return new Receipt(
        attempt, found, deleted, remaining, method, evidence, residuals, failure, what);
  }

  /**
   * What was seen of the vector store, as whoever looked measured it.
   *
   * @param control whether the known vector was found in every index, by each reading
   * @param looks readings of everything
   * @param indexes indexes that each of them read
   * @param namespaces namespaces that the last of them read
   * @param deletedAt place of a delete in the store's own log, of that namespace whose last reading
   *     was the least ahead of it; null where the store tells none
   * @param readAt how far the last reading of that namespace knew the log
   */
  public record Seen(
      boolean control,
      int looks,
      int indexes,
      int namespaces,
      @Nullable Long deletedAt,
      @Nullable Long readAt) {}

  /**
   * Something that stays for a while.
   *
   * @param what code
   * @param until when it is gone at the latest, or null when not known
   */
  public record Residual(String what, @Nullable Instant until) {}
}
