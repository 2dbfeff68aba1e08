package io.palimpsest.ingest.bulk;

import io.palimpsest.access.Problem;
import java.util.List;
import java.util.Map;

/**
 * What an import did, or would do.
 *
 * @param plan true: nothing was written
 * @param lines lines read
 * @param tables counts per table
 * @param refused lines that were refused
 * @param problems the first of them, each with its line
 */
public record ImportReport(
    boolean plan,
    long lines,
    Map<String, Counts> tables,
    long refused,
    List<LineProblem> problems) {
  /** Copies the collections. */
  public ImportReport {
    tables = Map.copyOf(tables);
    problems = List.copyOf(problems);
  }

  /**
   * Counts of one table.
   *
   * @param create new ones
   * @param change changed ones
   * @param same those that are so already
   */
  public record Counts(long create, long change, long same) {
    Counts plus(Effect effect) {
      return switch (effect) {
        case Effect.Create create -> new Counts(create() + 1, change, same);
        case Effect.Change change -> new Counts(create, change() + 1, same);
        case Effect.Same same -> new Counts(create, change, same() + 1);
        case Effect.Refused refused -> this;
      };
    }

    private static Counts none() {
      return new Counts(0, 0, 0);
    }

    static Counts first(Effect effect) {
      return none().plus(effect);
    }
  }

  /**
   * A line that was refused.
   *
   * @param line its number, from 1
   * @param problem why
   */
  public record LineProblem(long line, Problem problem) {}
}
