package io.palimpsest.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** The message to the team after a cutover: what changed, and what to do (M25). */
final class NamespacesMessage {
  private NamespacesMessage() {}

  static String of(JsonNode report) {
    List<String> lines = new ArrayList<>();
    JsonNode totals = report.path("totals");
    lines.add(
        "Vectors of %d twins are now answered from the namespaces of their creators (%d vectors)."
            .formatted(totals.path("live").asInt(), totals.path("copied").asLong()));
    lines.add("");
    lines.add("What changed:");
    for (JsonNode line : report.path("namespaces")) {
      lines.add(
          "- %s -> %s (creator %s, twin %s)"
              .formatted(
                  line.path("namespace").asText(),
                  line.path("target").asText(),
                  line.path("creator").asText(),
                  line.path("twin").asText()));
    }
    lines.add("");
    lines.add("What to do:");
    lines.add("- Search through POST /delphi/search with a token of the creator; name the twin.");
    lines.add("- Submit changes through the sources of the twin; write no vector yourself.");
    lines.add("- Take old names out of your code: palimpsest namespaces references PATH");
    lines.add(
        "- The old namespaces are as they were. They are deleted a day later at the earliest, by"
            + " somebody of compliance; until then the way back is: palimpsest namespaces rollback");
    return String.join("\n", lines) + "\n";
  }
}
