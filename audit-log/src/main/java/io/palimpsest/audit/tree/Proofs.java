package io.palimpsest.audit.tree;

import java.util.ArrayList;
import java.util.List;

/**
 * Makes proofs (RFC 6962, 2.1.1 and 2.1.2) of what is kept of a tree. Reads a number of subtrees
 * that grows with the square of the logarithm of the size. Stateless.
 */
public final class Proofs {
  private Proofs() {}

  /**
   * The path from a leaf to the root, the leaf's sibling first.
   *
   * @param index of the leaf, below {@code size}
   * @param size number of leaves of the tree
   */
  public static List<Hash> inclusion(long index, long size, Subtrees kept) {
    if (index < 0 || index >= size) {
      throw new IllegalArgumentException("no leaf " + index + " in a tree of " + size);
    }
    List<Hash> path = new ArrayList<>();
    inclusion(index, 0, size, kept, path);
    return path;
  }

  /**
   * What shows that a tree is an earlier state of another; empty when they have the same size or
   * the earlier one has no leaves.
   *
   * @param older number of leaves of the earlier state
   * @param newer number of leaves of the later one
   */
  public static List<Hash> consistency(long older, long newer, Subtrees kept) {
    if (older < 0 || older > newer) {
      throw new IllegalArgumentException("a tree of " + older + " is none before " + newer);
    }
    List<Hash> path = new ArrayList<>();
    if (older > 0 && older < newer) {
      consistency(older, 0, newer, true, kept, path);
    }
    return path;
  }

  private static void inclusion(long index, long from, long to, Subtrees kept, List<Hash> path) {
    if (to - from == 1) {
      return;
    }
    long middle = from + split(to - from);
    if (index < middle) {
      inclusion(index, from, middle, kept, path);
      path.add(root(middle, to, kept));
    } else {
      inclusion(index, middle, to, kept, path);
      path.add(root(from, middle, kept));
    }
  }

  /** {@code known} while the verifier has the hash of what lies to the left of {@code older}. */
  private static void consistency(
      long older, long from, long to, boolean known, Subtrees kept, List<Hash> path) {
    if (older == to) {
      if (!known) {
        path.add(root(from, to, kept));
      }
      return;
    }
    long middle = from + split(to - from);
    if (older <= middle) {
      consistency(older, from, middle, known, kept, path);
      path.add(root(middle, to, kept));
    } else {
      consistency(older, middle, to, false, kept, path);
      path.add(root(from, middle, kept));
    }
  }

  private static Hash root(long from, long to, Subtrees kept) {
    List<Range> ranges = Range.of(from, to);
    Hash root = ranges.getLast().root(kept);
    for (int at = ranges.size() - 2; at >= 0; at--) {
      root = Hash.node(ranges.get(at).root(kept), root);
    }
    return root;
  }

  /** The largest power of two below a number of leaves. */
  private static long split(long leaves) {
    return Long.highestOneBit(leaves - 1);
  }
}
