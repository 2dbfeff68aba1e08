package io.palimpsest.audit.verify;

import io.palimpsest.audit.tree.Hash;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Roots that were signed, by size: a log of many entries has to lead through each of them. For one
 * thread.
 */
final class Marks {
  private final List<Mark> marks;
  private final Findings findings;
  private int next;
  private long agreed;
  private boolean failed;

  /**
   * A root that was signed.
   *
   * @param where the checkpoint was found
   */
  record Mark(String where, long size, Hash root) {}

  Marks(List<Mark> marks, Findings findings) {
    this.marks = new ArrayList<>(marks);
    this.marks.sort(Comparator.comparingLong(Mark::size));
    this.findings = findings;
  }

  /** Whether a root is wanted at this size. */
  boolean awaits(long size) {
    return next < marks.size() && marks.get(next).size() == size;
  }

  /** The entries so far lead to this root. */
  void reached(long size, Hash root) {
    List<Mark> here = marks.subList(next, next + (int) here(size));
    for (Mark mark : here) {
      if (mark.root().equals(root)) {
        agreed++;
      } else if (!failed) {
        failed = true;
        findings.broken(mark.where(), other(size, here, root));
      }
    }
    next += here.size();
  }

  private long here(long size) {
    return marks.stream().skip(next).takeWhile(mark -> mark.size() == size).count();
  }

  private String other(long size, List<Mark> here, Hash root) {
    String fitting =
        here.stream()
            .filter(mark -> mark.root().equals(root))
            .map(mark -> ", as " + mark.where() + " does: both are signed, a split view")
            .findFirst()
            .orElse(": an entry was changed, or this is another history");
    return "its root is not that of the first " + size + " entries" + lastGood() + fitting;
  }

  /** The log has no more entries than this. */
  void ended(long size) {
    for (; next < marks.size(); next++) {
      Mark mark = marks.get(next);
      findings.broken(
          mark.where(),
          "names "
              + mark.size()
              + " entries, and there are "
              + size
              + ": entries are missing at the end, or this is another history");
    }
  }

  /** How many roots fitted. */
  long agreed() {
    return agreed;
  }

  /** The largest size that fitted says behind which entry the change lies. */
  private String lastGood() {
    return next == 0
        ? ""
        : " (that of "
            + marks.get(next - 1).where()
            + " is that of the first "
            + marks.get(next - 1).size()
            + ")";
  }
}
