package io.palimpsest.cli;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** What a plan of namespaces is made of. */
final class NamespacesPlanOptions {
  @ArgGroup(multiplicity = "1")
  private Owners owners = new Owners();

  @Option(
      names = "--model",
      required = true,
      paramLabel = "NAME",
      description = "Model that made the vectors; it is the one that is used here.")
  private String model = "";

  @Option(
      names = "--set-aside",
      paramLabel = "NAME=PERSON",
      description = "A namespace that stays where it is, and who answers for that.")
  private Map<String, String> setAside = new HashMap<>();

  /** Who says whose a namespace is: exactly one of them. */
  static final class Owners {
    @Option(
        names = "--mapping",
        paramLabel = "FILE",
        description = "JSON list of {namespace, creator_id, twin_id}.")
    private @Nullable Path mapping;

    @Option(
        names = "--from-registry",
        description = "A twin owns the namespace that is named as its id, whole.")
    private boolean registry;

    @Option(
        names = "--from-postgres",
        paramLabel = "URL",
        arity = "0..1",
        fallbackValue = "",
        description =
            "The table twins of that database: a namespace is named as twin_id or"
                + " external_reference; without a value PALIMPSEST_POSTGRES_URL has it.")
    private @Nullable String postgres;
  }

  /** The request; owners are read now. */
  Map<String, Object> request() throws IOException {
    Map<String, Object> request = new HashMap<>();
    request.put("model", model);
    request.put("from_registry", owners.registry);
    if (owners.mapping != null) {
      request.put("mapping", mapping(owners.mapping));
    }
    if (owners.postgres != null) {
      request.put("mapping", ofPostgres(owners.postgres));
    }
    List<Map<String, String>> aside = new ArrayList<>();
    setAside.forEach((name, by) -> aside.add(Map.of("namespace", name, "by", by)));
    request.put("set_aside", aside);
    return request;
  }

  private static JsonNode mapping(Path file) {
    try {
      JsonNode list = Api.JSON.readTree(TextFile.read(file));
      if (list.isArray()) {
        return list;
      }
    } catch (JacksonException noJson) {
      throw new UsageException("--mapping: " + file + " is no JSON");
    }
    throw new UsageException("--mapping: " + file + " is a list of namespaces with their owners");
  }

  /** The rows go through a file of this user's own, which does not outlive the command. */
  private static ArrayNode ofPostgres(String url) throws IOException {
    Path rows =
        Files.createTempFile(
            "twins",
            ".jsonl",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try {
      new PostgresTables(
              url.isEmpty()
                  ? Connection.environment("PALIMPSEST_POSTGRES_URL")
                      .orElseThrow(
                          () ->
                              new UsageException(
                                  "--from-postgres: has no URL, nor has PALIMPSEST_POSTGRES_URL"))
                  : url)
          .write(rows);
      ArrayNode mapping = Api.JSON.createArrayNode();
      for (String line : Files.readAllLines(rows)) {
        JsonNode row = Api.JSON.readTree(line);
        if (row.path("table").asText().equals("twins")) {
          mapping.add(owned(row));
        }
      }
      return mapping;
    } finally {
      Files.delete(rows);
    }
  }

  private static ObjectNode owned(JsonNode row) {
    String twin = row.path("twin_id").asText();
    return Api.JSON
        .createObjectNode()
        .put("namespace", row.path("external_reference").asText(twin))
        .put("creator_id", row.path("creator_id").asText())
        .put("twin_id", twin);
  }
}
