package io.palimpsest.messaging.proof;

import java.util.ArrayList;
import java.util.List;

/**
 * A Merkle tree over the records that are signed together, so that one signature serves all and
 * each can be verified alone. A node without a sibling goes up as it is. The tree of one record is
 * that record's digest. Pure.
 */
final class BatchTree {
  /** Of so many levels is a tree at most. */
  static final int DEEPEST = 16;

  /**
   * The way from a leaf to the root.
   *
   * @param left bit i: the sibling of step i stands on the left
   * @param siblings the siblings, from the leaf on
   */
  record Path(int left, List<byte[]> siblings) {
    Path {
      siblings = List.copyOf(siblings);
    }

    /** The root to which the way leads from this leaf. */
    byte[] root(byte[] leaf) {
      byte[] node = leaf;
      for (int step = 0; step < siblings.size(); step++) {
        byte[] sibling = siblings.get(step);
        node =
            (left >> step & 1) == 1
                ? RecordDigest.node(sibling, node)
                : RecordDigest.node(node, sibling);
      }
      return node;
    }
  }

  private final List<List<byte[]>> levels = new ArrayList<>();

  /**
   * @param leaves one at least, 2^16 at most
   */
  BatchTree(List<byte[]> leaves) {
    if (leaves.isEmpty() || leaves.size() > 1 << DEEPEST) {
      throw new IllegalArgumentException("no tree of " + leaves.size());
    }
    levels.add(leaves);
    while (levels.getLast().size() > 1) {
      levels.add(above(levels.getLast()));
    }
  }

  byte[] root() {
    return levels.getLast().getFirst();
  }

  Path path(int leaf) {
    List<byte[]> siblings = new ArrayList<>();
    int left = 0;
    int at = leaf;
    for (List<byte[]> level : levels) {
      int sibling = at ^ 1;
      if (sibling < level.size()) {
        if (sibling < at) {
          left |= 1 << siblings.size();
        }
        siblings.add(level.get(sibling));
      }
      at >>= 1;
    }
    return new Path(left, siblings);
  }

  private static List<byte[]> above(List<byte[]> level) {
    List<byte[]> above = new ArrayList<>();
    for (int at = 0; at < level.size(); at += 2) {
      above.add(
          at + 1 < level.size()
              ? RecordDigest.node(level.get(at), level.get(at + 1))
              : level.get(at));
    }
    return above;
  }
}
