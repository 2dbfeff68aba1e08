package io.palimpsest.erasure.door;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of the worklist.
 *
 * @param rows in the order of the shelf
 * @param next cursor of the next page; null on the last
 */
public record WorklistView(List<Row> rows, @Nullable String next) {
  /** Copies the list. */
  public WorklistView {
    rows = List.copyOf(rows);
  }

  /**
   * A request to work at.
   *
   * @param request as everywhere
   * @param handling who works at it
   */
  public record Row(ErasureView request, HandlingView handling) {}
}
