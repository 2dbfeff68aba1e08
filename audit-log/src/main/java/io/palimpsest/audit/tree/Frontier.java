package io.palimpsest.audit.tree;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/**
 * The right edge of a growing tree: the roots of its complete subtrees, one for each bit of its
 * size. Enough to append leaves and to tell the root, in memory that grows with the logarithm of
 * the size. For one thread.
 */
public final class Frontier {
  /** Largest subtree first. */
  private final Deque<Hash> subtrees = new ArrayDeque<>();

  private long size;

  /** Of the empty tree. */
  public Frontier() {
    this(0, List.of());
  }

  /**
   * Of a tree that was kept.
   *
   * @param size its number of leaves
   * @param subtrees roots of its complete subtrees, largest first: one for each bit of the size
   */
  public Frontier(long size, List<Hash> subtrees) {
    if (size < 0 || subtrees.size() != Long.bitCount(size)) {
      throw new IllegalArgumentException("a frontier has a hash for each bit of its size");
    }
    this.size = size;
    this.subtrees.addAll(subtrees);
  }

  /** The frontier of the first {@code size} leaves, its subtrees read where they are kept. */
  public static Frontier of(long size, Subtrees kept) {
    List<Hash> roots = new ArrayList<>();
    for (Range range : Range.of(0, size)) {
      roots.add(range.root(kept));
    }
    return new Frontier(size, roots);
  }

  /** Appends a leaf. */
  public void append(Hash leaf) {
    Hash root = leaf;
    for (long bits = size; (bits & 1) == 1; bits >>>= 1) {
      root = Hash.node(subtrees.removeLast(), root);
    }
    subtrees.addLast(root);
    size++;
  }

  /** Number of leaves. */
  public long size() {
    return size;
  }

  /** Root of the tree with the leaves so far. */
  public Hash root() {
    Iterator<Hash> smallestFirst = subtrees.descendingIterator();
    if (!smallestFirst.hasNext()) {
      return Hash.OF_EMPTY_TREE;
    }
    Hash root = smallestFirst.next();
    while (smallestFirst.hasNext()) {
      root = Hash.node(smallestFirst.next(), root);
    }
    return root;
  }

  /** Roots of the complete subtrees, largest first. */
  public List<Hash> subtrees() {
    return List.copyOf(subtrees);
  }
}
