package io.palimpsest.erasure.console;

import java.util.ArrayList;
import java.util.List;

/**
 * A drawing of the log's tree: its complete subtrees from left to right, the largest first, each as
 * high as it has levels, and which of them came since an earlier size.
 *
 * @param peaks the subtrees
 * @param width of the drawing
 * @param height of the drawing
 */
public record LogGrowth(List<Peak> peaks, int width, int height) {
  private static final int STEP = 10;
  private static final int BASE = 16;
  private static final int GAP = 4;

  /** Copies the list. */
  public LogGrowth {
    peaks = List.copyOf(peaks);
  }

  /**
   * A complete subtree.
   *
   * @param points corners of its triangle, as SVG wants them
   * @param since {@code old} when it was there before, {@code grown} when a part of it was, {@code
   *     fresh} when none was
   * @param entries how many it has
   * @param first index of its first entry
   */
  public record Peak(String points, String since, long entries, long first) {}

  /**
   * The tree of a size.
   *
   * @param before size of an earlier look; 0 when there was none
   */
  static LogGrowth of(long size, long before) {
    int height = STEP * (Long.SIZE - Long.numberOfLeadingZeros(Math.max(1, size)));
    List<Peak> peaks = new ArrayList<>();
    int x = 0;
    long first = 0;
    for (long left = size; left > 0; left -= Long.highestOneBit(left)) {
      long entries = Long.highestOneBit(left);
      int levels = Long.numberOfTrailingZeros(entries) + 1;
      int width = BASE + STEP * levels / 2;
      String points =
          "%d,%d %d,%d %d,%d"
              .formatted(x, height, x + width / 2, height - STEP * levels, x + width, height);
      peaks.add(new Peak(points, since(first, entries, before), entries, first));
      x += width + GAP;
      first += entries;
    }
    return new LogGrowth(peaks, Math.max(1, x - GAP), height);
  }

  private static String since(long first, long entries, long before) {
    if (first + entries <= before) {
      return "old";
    }
    return first < before ? "grown" : "fresh";
  }
}
