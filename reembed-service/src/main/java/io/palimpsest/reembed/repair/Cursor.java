package io.palimpsest.reembed.repair;

import io.palimpsest.reembed.intake.ScanPlace;
import java.util.UUID;

/** Where a reconcile is; its text is the job's cursor. */
sealed interface Cursor {
  /**
   * Before the store of a namespace is listed.
   *
   * @param namespace this one, or the first one behind it
   */
  record Store(String namespace) implements Cursor {
    @Override
    public String toString() {
      return "store|" + namespace;
    }
  }

  /**
   * Between two rows of a namespace.
   *
   * @param namespace this one
   * @param after entity of the row before, empty at first
   * @param expected vectors that the rows before name
   * @param drifted how many of them are not as they should be
   */
  record Rows(String namespace, String after, long expected, long drifted) implements Cursor {
    /** Before the first row. */
    static Rows begin(String namespace) {
      return new Rows(namespace, "", 0, 0);
    }

    /** Behind the rows that were found. */
    Rows on(io.palimpsest.reembed.repair.Rows.Found found) {
      return new Rows(
          namespace,
          found.rows().getLast().key().uid().toString(),
          expected + found.vectors(),
          drifted + found.drifted().stream().mapToLong(one -> one.drift().size()).sum());
    }

    UUID uid() {
      return UUID.fromString(after);
    }

    @Override
    public String toString() {
      return "rows|" + namespace + '|' + after + '|' + expected + '|' + drifted;
    }
  }

  /**
   * In the change topics, for the entities that are due again.
   *
   * @param at there
   */
  record Feed(ScanPlace at) implements Cursor {
    @Override
    public String toString() {
      return "feed|" + at;
    }
  }

  /** The place with this text; an empty one is the start. */
  static Cursor parse(String text) {
    String[] parts = text.split("\\|", -1);
    return switch (parts[0]) {
      case "" -> new Store("");
      case "store" -> new Store(parts[1]);
      case "rows" ->
          new Rows(parts[1], parts[2], Long.parseLong(parts[3]), Long.parseLong(parts[4]));
      case "feed" -> new Feed(ScanPlace.parse(parts[1]));
      default -> throw new IllegalArgumentException("no place of a reconcile");
    };
  }
}
