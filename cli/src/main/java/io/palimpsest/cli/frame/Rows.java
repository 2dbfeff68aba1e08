package io.palimpsest.cli.frame;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * A list that is printed while it comes in. Where {@link #end} is not reached, what came is printed
 * and nothing is said of there being none.
 */
public sealed interface Rows extends AutoCloseable {
  /** Adds one. */
  void add(JsonNode row);

  /** Says that there is no more. */
  void end();

  /** Finishes what was begun. */
  @Override
  void close();

  /** A table, printed in pages: memory is bounded, and each page is as wide as it needs. */
  final class OfTable implements Rows {
    private static final int PAGE = 200;

    private final PrintWriter out;
    private final List<String> columns;
    private final List<JsonNode> page = new ArrayList<>();
    private boolean begun;

    OfTable(PrintWriter out, List<String> columns) {
      this.out = out;
      this.columns = columns;
    }

    @Override
    public void add(JsonNode row) {
      page.add(row);
      if (page.size() == PAGE) {
        print();
      }
    }

    @Override
    public void end() {
      if (!page.isEmpty() || !begun) {
        print();
      }
    }

    @Override
    public void close() {
      if (!page.isEmpty()) {
        print();
      }
    }

    private void print() {
      out.print(Table.of(page, columns, !begun));
      out.flush();
      begun = true;
      page.clear();
    }
  }

  /** One array. */
  final class OfArray implements Rows {
    private final PrintWriter out;
    private boolean begun;

    OfArray(PrintWriter out) {
      this.out = out;
    }

    @Override
    public void add(JsonNode row) {
      out.println(begun ? "," : "[");
      out.print(row.toPrettyString());
      begun = true;
    }

    @Override
    public void end() {
      if (!begun) {
        out.println("[]");
      }
    }

    @Override
    public void close() {
      if (begun) {
        out.println();
        out.println("]");
      }
    }
  }

  /** A line each. */
  final class OfLines implements Rows {
    private final PrintWriter out;

    OfLines(PrintWriter out) {
      this.out = out;
    }

    @Override
    public void add(JsonNode row) {
      out.println(row);
    }

    @Override
    public void end() {
      out.flush();
    }

    @Override
    public void close() {
      out.flush();
    }
  }
}
