package io.palimpsest.local.gateway;

import static io.vertx.core.http.HttpMethod.GET;
import static io.vertx.core.http.HttpMethod.POST;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
class GatewayTest {

  private static final Duration IDLE_TIMEOUT = Duration.ofMillis(400);

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
    URI gateway = gatewayTo(request -> asked.complete(request.uri()));

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

  private static void echo(HttpServerRequest request) {
    request.response().setChunked(true);
    request.pipeTo(request.response());
  }

  private URI gatewayTo(Handler<HttpServerRequest> service) {
    HttpServer server =
        await(vertx.createHttpServer().requestHandler(service).listen(0, "127.0.0.1"));
    return gateway(Map.of(Service.INGEST, URI.create("http://127.0.0.1:" + server.actualPort())));
  }

  private URI gateway(Map<Service, URI> addresses) {
    HttpServer server = await(Gateway.start(vertx, 0, addresses, IDLE_TIMEOUT));
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
