package io.palimpsest.system.roles;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** A running service over HTTP. */
final class Door {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final int FORBIDDEN = 403;
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> METHODS =
      Set.of("get", "put", "post", "delete", "patch", "head", "options");

  private final HttpClient client = HttpClient.newHttpClient();
  private final URI base;

  Door(URI base) {
    this.base = base;
  }

  /** The operations that the service describes. */
  Set<Operation> operations() throws IOException, InterruptedException {
    Set<Operation> operations = new TreeSet<>();
    HttpRequest request = HttpRequest.newBuilder(base.resolve("/q/openapi?format=json")).build();
    try (InputStream document = send(request).body()) {
      JSON.readTree(document)
          .path("paths")
          .properties()
          .forEach(path -> operations.addAll(operations(path.getKey(), path.getValue())));
    }
    if (operations.isEmpty()) {
      throw new IllegalStateException("the service describes no operation");
    }
    return operations;
  }

  /** Calls an operation without a body. */
  Answer knock(Operation operation, Optional<String> token)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(base.resolve(operation.callable()))
            .method(operation.method(), BodyPublishers.noBody())
            .timeout(PATIENCE);
    token.ifPresent(bearer -> request.header("Authorization", "Bearer " + bearer));
    HttpResponse<InputStream> response = send(request.build());
    try (InputStream body = response.body()) {
      int status = response.statusCode();
      return new Answer(
          status, status == FORBIDDEN ? JSON.readTree(body).path("code").asText() : "");
    }
  }

  private HttpResponse<InputStream> send(HttpRequest request)
      throws IOException, InterruptedException {
    return client.send(request, BodyHandlers.ofInputStream());
  }

  private static Set<Operation> operations(String path, JsonNode methods) {
    Set<Operation> operations = new TreeSet<>();
    methods
        .fieldNames()
        .forEachRemaining(
            method -> {
              if (METHODS.contains(method)) {
                operations.add(new Operation(method.toUpperCase(Locale.ROOT), path));
              }
            });
    return operations;
  }
}
