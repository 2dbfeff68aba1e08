package io.palimpsest.local.gateway;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Asks services for their description and answers with the outer part of it. */
final class Descriptions {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final HttpClient client;
  private final Map<Service, URI> addresses;

  Descriptions(HttpClient client, Map<Service, URI> addresses) {
    this.client = client;
    this.addresses = Map.copyOf(addresses);
  }

  /** The service whose description stands under a path such as {@code /openapi/ingest.json}. */
  static Optional<Service> named(String method, String path) {
    return Arrays.stream(Service.values())
        .filter(service -> method.equals("GET"))
        .filter(
            service -> path.equals("/openapi/" + service.name().toLowerCase(Locale.ROOT) + ".json"))
        .findFirst();
  }

  /** Answers with the description, or says which service did not give its own. */
  void answer(HttpServerRequest request, Service service) {
    Optional.ofNullable(addresses.get(service))
        .map(this::fetch)
        .orElseGet(() -> Future.failedFuture("not configured"))
        .map(body -> Description.outer(service, new JsonObject(body)).toBuffer())
        .onSuccess(
            body -> request.response().putHeader("Content-Type", "application/json").end(body))
        .onFailure(failure -> Gateway.refuse(request, Problem.unavailable(service)));
  }

  private Future<Buffer> fetch(URI address) {
    RequestOptions options =
        Options.request(address, PATIENCE)
            .setMethod(HttpMethod.GET)
            .setURI("/q/openapi?format=json");
    return client
        .request(options)
        .compose(request -> request.send())
        .compose(
            response ->
                response.statusCode() == 200
                    ? response.body()
                    : Future.failedFuture("status " + response.statusCode()));
  }
}
