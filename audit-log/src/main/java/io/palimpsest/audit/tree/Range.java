package io.palimpsest.audit.tree;

import java.util.ArrayList;
import java.util.List;

/**
 * One complete subtree.
 *
 * @param level binary logarithm of its number of leaves
 * @param index its place among those of its level
 */
record Range(int level, long index) {
  /** The fewest complete subtrees that make up the leaves {@code [from, to)}, left to right. */
  static List<Range> of(long from, long to) {
    List<Range> ranges = new ArrayList<>();
    long at = from;
    while (at < to) {
      int aligned = at == 0 ? Long.SIZE - 2 : Long.numberOfTrailingZeros(at);
      int fitting = Long.SIZE - 1 - Long.numberOfLeadingZeros(to - at);
      int level = Math.min(aligned, fitting);
      ranges.add(new Range(level, at >>> level));
      at += 1L << level;
    }
    return ranges;
  }

  Hash root(Subtrees kept) {
    return kept.root(level, index);
  }
}
