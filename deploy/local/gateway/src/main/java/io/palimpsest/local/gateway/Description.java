package io.palimpsest.local.gateway;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What a service says of itself (OpenAPI 3), cut to what can be called through the gateway: no
 * inner endpoints, no pages of the console, and no types that only those speak of. Pure.
 */
final class Description {

  private static final String CONSOLE = "/console";
  private static final String SCHEMAS = "#/components/schemas/";

  private final Service service;
  private final JsonObject document;

  private Description(Service service, JsonObject document) {
    this.service = service;
    this.document = document;
  }

  /** The outer part of the document; the argument is left as it is. */
  static JsonObject outer(Service service, JsonObject document) {
    return new Description(service, document.copy()).cut();
  }

  private JsonObject cut() {
    JsonObject paths = document.getJsonObject("paths", new JsonObject());
    for (String path : Set.copyOf(paths.fieldNames())) {
      JsonObject operations = paths.getJsonObject(path);
      Set.copyOf(operations.fieldNames()).stream()
          .filter(method -> isMethod(operations, method) && !isReached(method, path))
          .forEach(operations::remove);
      if (operations.fieldNames().stream().noneMatch(name -> isMethod(operations, name))) {
        paths.remove(path);
      }
    }
    document.remove("servers");
    keepUsedSchemas(paths);
    return document;
  }

  private static boolean isMethod(JsonObject operations, String name) {
    return operations.getValue(name) instanceof JsonObject;
  }

  private boolean isReached(String method, String path) {
    return !path.equals(CONSOLE)
        && !path.startsWith(CONSOLE + "/")
        && RouteTable.find(method.toUpperCase(Locale.ROOT), path).equals(Optional.of(service));
  }

  private void keepUsedSchemas(JsonObject paths) {
    JsonObject components = document.getJsonObject("components");
    JsonObject schemas = components == null ? null : components.getJsonObject("schemas");
    if (schemas == null) {
      return;
    }
    Set<String> used = new HashSet<>();
    collect(paths, schemas, used);
    Set.copyOf(schemas.fieldNames()).stream()
        .filter(name -> !used.contains(name))
        .forEach(schemas::remove);
  }

  private static void collect(Object node, JsonObject schemas, Set<String> used) {
    switch (node) {
      case JsonObject object -> {
        if (object.getValue("$ref") instanceof String ref && ref.startsWith(SCHEMAS)) {
          String name = ref.substring(SCHEMAS.length());
          if (used.add(name) && schemas.getJsonObject(name) != null) {
            collect(schemas.getJsonObject(name), schemas, used);
          }
        }
        object.fieldNames().stream()
            .map(object::getValue)
            .filter(value -> value != null)
            .forEach(value -> collect(value, schemas, used));
      }
      case JsonArray array ->
          array.stream()
              .filter(value -> value != null)
              .forEach(value -> collect(value, schemas, used));
      default -> {}
    }
  }
}
