package io.palimpsest.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The log of a migration, in YAML (M21). */
final class NamespacesLog {
  private static final String NOT_RUN = "NOT RUN";
  private static final List<String> TESTS =
      List.of("twin_deletion", "creator_deletion", "gdpr_compliance", "query_performance");
  private static final YAMLMapper YAML =
      YAMLMapper.builder(
              YAMLFactory.builder().disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER).build())
          .build();

  private NamespacesLog() {}

  static void write(Path file, JsonNode report) throws IOException {
    Files.writeString(file, YAML.writeValueAsString(of(report)));
  }

  static ObjectNode of(JsonNode report) {
    ObjectNode log = Api.JSON.createObjectNode();
    ObjectNode migration = log.putObject("migration");
    migration.set("date", report.path("accepted_at"));
    migration.set("executed_by", report.path("by"));
    JsonNode totals = report.path("totals");
    migration
        .putObject("before")
        .put("total_vectors", totals.path("vectors").asLong())
        .put("total_namespaces", totals.path("namespaces").asInt());
    migration
        .putObject("after")
        .put("total_vectors", totals.path("copied").asLong())
        .put("total_namespaces", totals.path("live").asInt())
        .put("all_creator_based", report.path("creator_based").asDouble() >= 100);
    ObjectNode tests = migration.putObject("tests");
    JsonNode drilled = report.path("drill").path("tests");
    TESTS.forEach(test -> tests.put(test, drilled.path(test).asText(NOT_RUN)));
    ArrayNode issues = migration.putArray("issues");
    report
        .path("quarantined")
        .forEach(one -> issues.add("no owner: " + one.path("namespace").asText()));
    for (JsonNode line : report.path("namespaces")) {
      if (line.path("rejected").asLong() > 0) {
        issues.add(
            "%d rejected of %s"
                .formatted(line.path("rejected").asLong(), line.path("namespace").asText()));
      }
    }
    return log;
  }
}
