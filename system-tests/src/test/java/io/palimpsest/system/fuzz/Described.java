package io.palimpsest.system.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The operations that a service describes.
 *
 * @param document the OpenAPI document
 * @param operations its operations
 */
record Described(JsonNode document, List<Operation> operations) {
  private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

  /**
   * One of them.
   *
   * @param method upper-case
   * @param path with its parameters in braces
   * @param node its description
   */
  record Operation(String method, String path, JsonNode node) {
    @Override
    public String toString() {
      return method + " " + path;
    }
  }

  Described {
    operations = List.copyOf(operations);
    if (operations.isEmpty()) {
      throw new IllegalArgumentException("the service describes no operation");
    }
  }

  static Described read(HttpClient client, URI base) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(base.resolve("/q/openapi?format=json")).build();
    JsonNode document =
        new ObjectMapper().readTree(client.send(request, BodyHandlers.ofString()).body());
    List<Operation> operations = new ArrayList<>();
    document
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(
                        method -> {
                          if (METHODS.contains(method.getKey())) {
                            operations.add(
                                new Operation(
                                    method.getKey().toUpperCase(Locale.ROOT),
                                    path.getKey(),
                                    method.getValue()));
                          }
                        }));
    return new Described(document, operations);
  }

  /** What a node of the document is, with what it refers to in place of a reference. */
  JsonNode resolved(JsonNode node) {
    JsonNode resolved = node;
    for (int hop = 0; hop < 8 && resolved.has("$ref"); hop++) {
      resolved = document.at(resolved.path("$ref").asText().substring(1));
    }
    return resolved;
  }
}
