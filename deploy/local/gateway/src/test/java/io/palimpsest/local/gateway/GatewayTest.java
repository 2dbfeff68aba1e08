package io.palimpsest.local.gateway;

import static io.vertx.core.http.HttpMethod.GET;
import static io.vertx.core.http.HttpMethod.POST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 120, unit = TimeUnit.SECONDS)
class GatewayTest {

  private static final Duration IDLE_TIMEOUT = Duration.ofSeconds(60);

  private static final List<String> FORWARDING =
      List.of(
          "Forwarded",
          "X-Forwarded-For",
          "X-Forwarded-Host",
          "X-Forwarded-Port",
          "X-Forwarded-Prefix",
          "X-Forwarded-Proto",
          "X-Forwarded-Ssl");

  private static final String DESCRIPTION =
      """
      {"openapi": "3.1.0",
       "paths": {
         "/creators/{creator}": {"get": {"responses": {"200": {"content": {"application/json":
           {"schema": {"$ref": "#/components/schemas/Creator"}}}}}}},
         "/console/erasures": {"get": {}},
         "/erasures": {"get": {}},
         "/internal/keys/{key}": {"get": {"responses": {"200": {"content": {"application/json":
           {"schema": {"$ref": "#/components/schemas/WrappedKey"}}}}}}}},
       "components": {"schemas": {
         "Creator": {"properties": {"email": {"$ref": "#/components/schemas/Email"}}},
         "Email": {"type": "string"},
         "WrappedKey": {"type": "string"}}}}\
      """;

  private final Vertx vertx = Vertx.vertx();
  private final HttpClient caller = HttpClient.newHttpClient();

  @AfterEach
  void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void theServiceSeesRequestAndCallerAndTheCallerSeesItsAnswer() throws Exception {
    URI gateway =
        gatewayTo(
            request ->
                request
                    .response()
                    .setStatusCode(201)
                    .putHeader("ETag", "\"7\"")
                    .end(
                        String.join(
                            " ",
                            request.method().name(),
                            request.uri(),
                            request.getHeader("Authorization"),
                            request.getHeader("X-Forwarded-Host"))));

    HttpResponse<String> response =
        caller.send(
            HttpRequest.newBuilder(gateway.resolve("/creators/a?dry_run=true"))
                .header("Authorization", "Bearer t")
                .PUT(BodyPublishers.ofString("{}"))
                .build(),
            BodyHandlers.ofString());

    assertThat(response.statusCode()).isEqualTo(201);
    assertThat(response.headers().firstValue("ETag")).contains("\"7\"");
    assertThat(response.body())
        .isEqualTo("PUT /creators/a?dry_run=true Bearer t " + gateway.getAuthority());
  }

  @Test
  void aLineIsAnsweredBeforeTheNextOneIsSent() {
    URI gateway = gatewayTo(GatewayTest::echo);
    HttpClientRequest upload = await(request(gateway, POST, "/organizations/acme/items:bulk"));
    BlockingQueue<String> answered = new LinkedBlockingQueue<>();
    upload.setChunked(true).response().onSuccess(response -> receive(response, answered));

    upload.write("first");
    assertThat(next(answered)).isEqualTo("first");
    upload.end("second");

    assertThat(next(answered)).isEqualTo("second");
    assertThat(next(answered)).isEqualTo("end");
  }

  private static void receive(HttpClientResponse response, BlockingQueue<String> answered) {
    response.handler(chunk -> answered.add(chunk.toString()));
    response.endHandler(ignored -> answered.add("end"));
  }

  private static @Nullable String next(BlockingQueue<String> answered) {
    try {
      return answered.poll(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aServiceThatIsNotRunningIs503WithAHintToTryAgain() throws Exception {
    URI gateway = gateway(Map.of(Service.INGEST, URI.create("http://127.0.0.1:1")));

    HttpResponse<String> refused = get(gateway.resolve("/creators"));
    HttpResponse<String> absent = get(gateway.resolve("/erasures"));

    assertProblem(refused, 503, "the ingest service is not running; try again");
    assertThat(refused.headers().firstValue("Retry-After")).contains("1");
    assertProblem(absent, 503, "the erasure service is not running; try again");
  }

  /** The service reads on for a moment after its answer, as ours do. */
  @Test
  void anAnswerBeforeTheEndOfTheBodyIsPassedOnAndTheConnectionEnds() throws Exception {
    URI gateway =
        gatewayTo(
            request ->
                request.handler(
                    first -> {
                      request.handler(thrownAway -> {});
                      request.response().setStatusCode(413).end("too large");
                      vertx.setTimer(500, late -> request.connection().close());
                    }));
    try (Socket socket = new Socket(gateway.getHost(), gateway.getPort())) {
      OutputStream out = socket.getOutputStream();
      out.write(
          "PUT /creators/a HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
              .getBytes(StandardCharsets.UTF_8));
      CompletableFuture<String> answer = CompletableFuture.supplyAsync(() -> text(socket));
      byte[] chunk = ("10000\r\n" + " ".repeat(0x10000) + "\r\n").getBytes(StandardCharsets.UTF_8);

      assertThatThrownBy(
              () -> {
                while (true) {
                  out.write(chunk);
                }
              })
          .isInstanceOf(IOException.class);
      assertThat(answer.join()).startsWith("HTTP/1.1 413 ").contains("too large");
    }
  }

  /** More than one service's connections were, once. */
  @Test
  void whileManyBodiesAreHalfSentOthersAreAnswered() throws Exception {
    BlockingQueue<String> begun = new LinkedBlockingQueue<>();
    URI gateway =
        gatewayTo(
            request -> {
              if (request.method().equals(POST)) {
                request.handler(piece -> begun.add(piece.toString()));
              } else {
                request.response().end("answered");
              }
            });
    List<Socket> stalled = new ArrayList<>();
    try {
      for (int caller = 0; caller < 400; caller++) {
        Socket socket = new Socket(gateway.getHost(), gateway.getPort());
        stalled.add(socket);
        socket
            .getOutputStream()
            .write(
                "POST /creators/a HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nhalf"
                    .getBytes(StandardCharsets.UTF_8));
      }
      for (int caller = 0; caller < 400; caller++) {
        assertThat(next(begun)).isEqualTo("half");
      }
      assertThat(get(gateway.resolve("/creators")).body()).isEqualTo("answered");
    } finally {
      for (Socket socket : stalled) {
        socket.close();
      }
    }
  }

  private static String text(Socket socket) {
    try {
      return new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
          .lines()
          .takeWhile(line -> !line.equals("too large"))
          .collect(Collectors.joining("\n", "", "\ntoo large"));
    } catch (IOException reset) {
      throw new UncheckedIOException(reset);
    }
  }

  @Test
  void aServiceThatEndsTheConnectionIs502() throws Exception {
    URI gateway = gatewayTo(request -> request.connection().close());

    assertProblem(
        get(gateway.resolve("/creators")),
        502,
        "the ingest service ended the connection before it had answered");
  }

  @Test
  void aServiceThatDoesNotAnswerIs504() throws Exception {
    CompletableFuture<String> asked = new CompletableFuture<>();
    URI gateway = gatewayTo(request -> asked.complete(request.uri()), Duration.ofSeconds(2));

    assertProblem(
        get(gateway.resolve("/creators")), 504, "the ingest service did not answer in time");
    assertThat(asked).isCompletedWithValue("/creators");
  }

  @Test
  void internalPathsNeverReachAService() throws Exception {
    CompletableFuture<String> asked = new CompletableFuture<>();
    URI gateway = gatewayTo(request -> asked.complete(request.uri()));

    assertProblem(
        get(gateway.resolve("/internal/keys/u1")), 404, "nothing answers GET on this path");
    assertThat(rawGet(gateway, "/creators/../internal/keys/u1")).isEqualTo(400);
    assertThat(asked).isNotDone();
  }

  @Test
  void theGatewayAnswersForItsOwnHealth() throws Exception {
    assertThat(get(gateway(Map.of()).resolve(Gateway.HEALTH_PATH)).statusCode()).isEqualTo(200);
  }

  @Test
  void whatACallerSaysOfWhereItCameFromIsNotPassedOn() throws Exception {
    URI gateway =
        gatewayTo(
            request ->
                request
                    .response()
                    .end(
                        request.headers().names().stream()
                            .filter(name -> name.toLowerCase(Locale.ROOT).contains("forwarded"))
                            .sorted()
                            .map(name -> name + "=" + request.headers().getAll(name))
                            .collect(Collectors.joining(" "))));
    HttpRequest.Builder forged = HttpRequest.newBuilder(gateway.resolve("/creators"));
    FORWARDING.forEach(name -> forged.header(name, "evil.example"));

    String seen = caller.send(forged.build(), BodyHandlers.ofString()).body();

    assertThat(seen)
        .isEqualTo("X-Forwarded-Host=[" + gateway.getAuthority() + "] X-Forwarded-Proto=[http]");
  }

  @Test
  void theFrontPageSaysWhatIsHere() throws Exception {
    HttpResponse<String> page = get(gateway(Map.of()).resolve("/"));

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
    assertThat(page.body()).contains("/console", "/openapi/", "/log/checkpoint");
  }

  @Test
  void theViewerFindsEachFileThatItsPageNames() throws Exception {
    URI gateway = gateway(Map.of());
    HttpResponse<String> page = get(gateway.resolve("/openapi/"));

    List<String> files =
        Pattern.compile("(?:src|href)=\"(/openapi/[^\"]+\\.(?:js|css))\"")
            .matcher(page.body())
            .results()
            .map(found -> found.group(1))
            .toList();
    assertThat(files).hasSize(4);
    for (String file : files) {
      assertThat(get(gateway.resolve(file)).statusCode()).as(file).isEqualTo(200);
    }
    assertThat(get(gateway.resolve("/openapi")).headers().firstValue("Location"))
        .contains("/openapi/");
  }

  @Test
  void aServicesDescriptionIsReachedWithoutItsInnerPart() throws Exception {
    URI gateway =
        gatewayTo(
            request ->
                request
                    .response()
                    .end(
                        request.uri().equals("/q/openapi?format=json")
                            ? DESCRIPTION
                            : "elsewhere"));

    JsonObject outer = new JsonObject(get(gateway.resolve("/openapi/ingest.json")).body());

    assertThat(outer.getJsonObject("paths").fieldNames()).containsExactly("/creators/{creator}");
    assertThat(outer.getJsonObject("components").getJsonObject("schemas").fieldNames())
        .containsExactlyInAnyOrder("Creator", "Email");
    assertProblem(
        get(gateway.resolve("/openapi/erasure.json")),
        503,
        "the erasure service is not running; try again");
  }

  private static void echo(HttpServerRequest request) {
    request.response().setChunked(true);
    request.pipeTo(request.response());
  }

  private URI gatewayTo(Handler<HttpServerRequest> service) {
    return gatewayTo(service, IDLE_TIMEOUT);
  }

  private URI gatewayTo(Handler<HttpServerRequest> service, Duration idleTimeout) {
    HttpServer server =
        await(vertx.createHttpServer().requestHandler(service).listen(0, "127.0.0.1"));
    return gateway(
        Map.of(Service.INGEST, URI.create("http://127.0.0.1:" + server.actualPort())), idleTimeout);
  }

  private URI gateway(Map<Service, URI> addresses) {
    return gateway(addresses, IDLE_TIMEOUT);
  }

  private URI gateway(Map<Service, URI> addresses, Duration idleTimeout) {
    HttpServer server = await(Gateway.start(vertx, 0, addresses, idleTimeout));
    return URI.create("http://127.0.0.1:" + server.actualPort());
  }

  private static <T> T await(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().join();
  }

  private HttpResponse<String> get(URI uri) throws IOException, InterruptedException {
    return caller.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
  }

  /** With the path as it is: the client of the JDK would tidy it. */
  private int rawGet(URI gateway, String target) {
    return await(request(gateway, GET, target).compose(HttpClientRequest::send)).statusCode();
  }

  private Future<HttpClientRequest> request(URI gateway, HttpMethod method, String target) {
    return vertx.createHttpClient().request(method, gateway.getPort(), gateway.getHost(), target);
  }

  private static void assertProblem(HttpResponse<String> response, int status, String detail) {
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.headers().firstValue("Content-Type")).contains(Problem.MEDIA_TYPE);
    JsonObject problem = new JsonObject(response.body());
    assertThat(problem.getInteger("status")).isEqualTo(status);
    assertThat(problem.getString("detail")).isEqualTo(detail);
  }
}
