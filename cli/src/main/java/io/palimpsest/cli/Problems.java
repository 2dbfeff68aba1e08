package io.palimpsest.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.StringJoiner;

/** Says a problem document (RFC 9457) in one line. */
final class Problems {
  private Problems() {}

  static String describe(int status, JsonNode problem) {
    StringJoiner line = new StringJoiner(": ");
    line.add(status + " " + problem.path("title").asText("refused without a problem document"));
    add(line, problem.path("field"));
    add(line, problem.path("rule"));
    add(line, problem.path("detail"));
    return line.toString();
  }

  private static void add(StringJoiner line, JsonNode part) {
    if (part.isTextual() && !line.toString().contains(part.asText())) {
      line.add(part.asText());
    }
  }
}
