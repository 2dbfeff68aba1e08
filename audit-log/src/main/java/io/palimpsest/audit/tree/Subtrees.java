package io.palimpsest.audit.tree;

/** Where the roots of complete subtrees are kept, such as tiles. */
public interface Subtrees {
  /**
   * Root of the complete subtree over the leaves {@code [index << level, (index + 1) << level)}.
   *
   * @throws IllegalStateException when it is not kept
   */
  Hash root(int level, long index);
}
