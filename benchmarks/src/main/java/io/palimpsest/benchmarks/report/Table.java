package io.palimpsest.benchmarks.report;

import io.palimpsest.benchmarks.measure.Row;
import io.palimpsest.benchmarks.measure.Sample;
import java.io.PrintWriter;
import java.util.Locale;

/** Rows for people. */
public final class Table {
  private Table() {}

  /** Prints a row with its samples. */
  public static void print(Row row, PrintWriter out) {
    out.printf(
        Locale.ROOT,
        "%-4s %s: %.2f, goal %s: %s%s%n",
        row.id(),
        row.what(),
        row.ratio(),
        row.goal(),
        row.verdict(),
        row.note().isEmpty() ? "" : " (" + row.note() + ")");
    for (Sample sample : row.samples()) {
      out.printf(
          Locale.ROOT,
          "     %-44s min %10.2f  median %10.2f  max %10.2f %s%n",
          sample.name(),
          sample.min(),
          sample.median(),
          sample.max(),
          row.unit());
    }
    out.flush();
  }
}
