package io.palimpsest.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.palimpsest.cli.frame.Output;
import io.palimpsest.cli.frame.Rows;
import java.util.Iterator;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Lists that come in pages: printed as they come, in bounded memory. */
final class Paging {
  private static final int MOST = 200;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "Print at most so many; default: all there are.")
  private int limit = Integer.MAX_VALUE;

  @Option(
      names = "--page-size",
      paramLabel = "N",
      description = "How many are asked for at once; default: ${DEFAULT-VALUE}.")
  private int page = MOST;

  /**
   * Prints a list of pages that name their next one.
   *
   * @param path with or without a query
   */
  void byCursor(Api api, String path, Output output, String... columns) {
    try (Rows rows = output.rows(columns)) {
      Counted counted = new Counted(rows);
      Optional<String> cursor = Optional.of("");
      while (cursor.isPresent() && counted.left > 0) {
        JsonNode answer = api.get(sized(path) + cursor.get());
        counted.addAll(items(answer));
        cursor =
            Optional.of(answer.path("next_cursor").asText(answer.path("next").asText("")))
                .filter(next -> !next.isEmpty() && !next.equals("null"))
                .map(next -> "&cursor=" + Api.encoded(next));
      }
      rows.end();
    }
  }

  /** Prints a list whose pages follow the id of the last thing on the one before. */
  void byLast(Api api, String path, Output output, String... columns) {
    try (Rows rows = output.rows(columns)) {
      Counted counted = new Counted(rows);
      JsonNode answer = api.get(sized(path));
      counted.addAll(answer);
      while (answer.size() == page && counted.left > 0) {
        String last = answer.get(answer.size() - 1).path("id").asText();
        answer = api.get(sized(path) + "&before=" + Api.encoded(last));
        counted.addAll(answer);
      }
      rows.end();
    }
  }

  private String sized(String path) {
    return path + (path.contains("?") ? "&" : "?") + "limit=" + Math.min(page, limit);
  }

  private static JsonNode items(JsonNode answer) {
    Iterator<JsonNode> fields = answer.elements();
    while (fields.hasNext()) {
      JsonNode field = fields.next();
      if (field.isArray()) {
        return field;
      }
    }
    return answer;
  }

  /** Rows, up to the limit. */
  private final class Counted {
    private final Rows rows;
    private int left = limit;

    private Counted(Rows rows) {
      this.rows = rows;
    }

    private void addAll(JsonNode items) {
      for (JsonNode item : items) {
        if (left > 0) {
          rows.add(item);
          left--;
        }
      }
    }
  }
}
