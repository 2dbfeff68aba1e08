package io.palimpsest.benchmarks.row;

/**
 * How much is measured.
 *
 * @param rounds counted rounds
 * @param documents documents of a round
 * @param sentences of each
 * @param items small texts of a round
 * @param fewVectors vectors of each twin that is erased
 * @param manyVectors as many for the comparison of sizes
 * @param mostVectors vectors of a namespace that the vectors' participant drops, for the same
 * @param logEntries entries that an audit log has before
 */
public record Size(
    int rounds,
    int documents,
    int sentences,
    int items,
    int fewVectors,
    int manyVectors,
    int mostVectors,
    int logEntries) {
  /** Minutes. */
  public static final Size QUICK = new Size(3, 20, 60, 1_000, 1_000, 4_000, 10_000, 20_000);

  /** Long enough for figures that others may quote. */
  public static final Size FULL = new Size(5, 60, 120, 10_000, 1_000, 20_000, 100_000, 1_000_000);
}
