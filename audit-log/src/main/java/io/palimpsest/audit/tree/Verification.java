package io.palimpsest.audit.tree;

import java.util.List;

/**
 * Checks proofs (RFC 9162, 2.1.3.2 and 2.1.4.2, which hold for RFC 6962's trees too). Stateless; an
 * answer is about the hashes alone, never about who signed them.
 */
public final class Verification {
  private Verification() {}

  /**
   * Whether a leaf is at a place of the tree with a root.
   *
   * @param index of the leaf
   * @param size number of leaves
   * @param path the leaf's sibling first
   */
  public static boolean includes(long index, long size, Hash leaf, List<Hash> path, Hash root) {
    if (index < 0 || index >= size) {
      return false;
    }
    long place = index;
    long last = size - 1;
    Hash hash = leaf;
    for (Hash sibling : path) {
      if (last == 0) {
        return false;
      }
      if ((place & 1) == 1 || place == last) {
        hash = Hash.node(sibling, hash);
        int levels = Long.numberOfTrailingZeros(place);
        place >>>= levels;
        last >>>= levels;
      } else {
        hash = Hash.node(hash, sibling);
      }
      place >>>= 1;
      last >>>= 1;
    }
    return last == 0 && hash.equals(root);
  }

  /**
   * Whether the tree with the older root is an earlier state of that with the newer one. Of an
   * empty tree nothing can be shown: it is an earlier state of every other, without a proof.
   *
   * @param older number of leaves of the earlier state
   * @param newer number of leaves of the later one
   */
  public static boolean isConsistent(
      long older, Hash olderRoot, long newer, Hash newerRoot, List<Hash> path) {
    if (older < 1 || older > newer) {
      return false;
    }
    if (older == newer) {
      return path.isEmpty() && olderRoot.equals(newerRoot);
    }
    return leads(older, olderRoot, newer, newerRoot, path);
  }

  private static boolean leads(
      long older, Hash olderRoot, long newer, Hash newerRoot, List<Hash> path) {
    boolean complete = Long.bitCount(older) == 1;
    if (!complete && path.isEmpty()) {
      return false;
    }
    int levels = Long.numberOfTrailingZeros(older);
    long place = (older - 1) >>> levels;
    long last = (newer - 1) >>> levels;
    Hash before = complete ? olderRoot : path.getFirst();
    Hash after = before;
    for (Hash sibling : complete ? path : path.subList(1, path.size())) {
      if (last == 0) {
        return false;
      }
      if ((place & 1) == 1 || place == last) {
        before = Hash.node(sibling, before);
        after = Hash.node(sibling, after);
        int shift = Long.numberOfTrailingZeros(place);
        place >>>= shift;
        last >>>= shift;
      } else {
        after = Hash.node(after, sibling);
      }
      place >>>= 1;
      last >>>= 1;
    }
    return last == 0 && before.equals(olderRoot) && after.equals(newerRoot);
  }
}
