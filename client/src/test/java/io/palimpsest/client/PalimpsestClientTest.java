package io.palimpsest.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The client against answers as the services give them, over a real socket. */
class PalimpsestClientTest {
  private static final String UID = "6f1c1d6e-52c5-4a5b-9d38-0c7a3a0a7d0e";

  private record Answer(int status, String body) {}

  private static final Written WRITTEN = new Written("src_1", UUID.fromString(UID), 2, false);

  private record Request(String line, String authorization, String body) {}

  private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
  private final Queue<Request> requests = new ConcurrentLinkedQueue<>();
  private HttpServer server;
  private PalimpsestClient client;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    client =
        PalimpsestClient.open(
            URI.create("http://localhost:" + server.getAddress().getPort()), () -> "secret");
  }

  @AfterEach
  void stop() {
    client.close();
    server.stop(0);
  }

  @Test
  void sendsASourceWithTheTokenAndReadsTheRevision() throws Exception {
    answers.add(new Answer(201, "{\"id\":\"src_1\",\"uid\":\"" + UID + "\",\"revision\":3}"));

    Written written = client.submitSource("mira", "coach", "src_1", Source.text("T", "x")).get();

    assertThat(written).isEqualTo(new Written("src_1", UUID.fromString(UID), 3, false));
    Request request = requests.remove();
    assertThat(request.line()).isEqualTo("PUT /creators/mira/twins/coach/sources/src_1");
    assertThat(request.authorization()).isEqualTo("Bearer secret");
    assertThat(request.body()).contains("\"media_type\":\"text/plain\"");
  }

  @Test
  void turnsAProblemDocumentIntoAnException() {
    answers.add(
        new Answer(
            400, "{\"status\":400,\"title\":\"Bad\",\"field\":\"twin_id\",\"rule\":\"short\"}"));

    assertThatThrownBy(() -> client.searchTwin(Search.inTwin("?", "q")).get())
        .isInstanceOf(ExecutionException.class)
        .cause()
        .isInstanceOfSatisfying(
            ProblemException.class,
            refused -> {
              assertThat(refused.problem().field()).isEqualTo("twin_id");
              assertThat(refused.problem().rule()).isEqualTo("short");
            });
  }

  @Test
  void keepsTheStatusOfARefusalWithoutAProblemDocument() {
    answers.add(new Answer(502, "<html>"));

    assertThatThrownBy(() -> client.deleteCreator().get())
        .cause()
        .isInstanceOfSatisfying(
            ProblemException.class,
            refused -> assertThat(refused.problem().status()).isEqualTo(502));
  }

  @Test
  void followsAnErasureUntilItsEnd() throws Exception {
    answers.add(new Answer(200, "{\"request_id\":\"" + UID + "\",\"state\":\"FENCED\"}"));
    answers.add(new Answer(200, "{\"request_id\":\"" + UID + "\",\"state\":\"CONFIRMED_LIVE\"}"));

    Erasure erasure =
        client.follow(UUID.fromString(UID), Duration.ofSeconds(30)).get(90, TimeUnit.SECONDS);

    assertThat(erasure.confirmed()).isTrue();
    assertThat(requests).hasSize(2);
  }

  @Test
  void nothingFoundIsAnEndAndNoConfirmation() throws Exception {
    answers.add(new Answer(200, "{\"request_id\":\"" + UID + "\",\"state\":\"NOTHING_FOUND\"}"));

    Erasure erasure =
        client.follow(UUID.fromString(UID), Duration.ofSeconds(30)).get(90, TimeUnit.SECONDS);

    assertThat(erasure.nothingFound()).isTrue();
    assertThat(erasure.confirmed()).isFalse();
    assertThat(requests).hasSize(1);
  }

  @Test
  void waitsUntilARevisionCanBeFound() throws Exception {
    answers.add(new Answer(404, "{\"status\":404,\"title\":\"Unknown\"}"));
    answers.add(new Answer(200, found(1, false, "null")));
    answers.add(new Answer(200, found(2, true, "null")));

    Searchable vectors = client.awaitSearchable(WRITTEN, Duration.ofSeconds(30)).get();

    assertThat(vectors.revision()).isEqualTo(2);
    assertThat(requests).hasSize(3);
  }

  @Test
  void endsTheWaitForAChangeThatWasSetAside() {
    answers.add(new Answer(200, found(1, false, "null")));
    answers.add(new Answer(200, found(1, false, "\"text.encrypted\"")));

    assertThatThrownBy(
            () -> client.awaitSearchable(WRITTEN, Duration.ofMinutes(5)).get(90, TimeUnit.SECONDS))
        .cause()
        .isInstanceOfSatisfying(
            ParkedException.class,
            parked -> {
              assertThat(parked.reason()).isEqualTo("text.encrypted");
              assertThat(parked.uid()).isEqualTo(WRITTEN.uid());
            });
    assertThat(requests).hasSize(2);
  }

  private static String found(long revision, boolean searchable, String parked) {
    return "{\"uid\":\"%s\",\"revision\":%d,\"vectors\":3,\"searchable\":%s,\"parked\":%s}"
        .formatted(UID, revision, searchable, parked);
  }

  @Test
  void givesUpFollowingWhenTheTimeIsOver() {
    for (int i = 0; i < 10_000; i++) {
      answers.add(new Answer(200, "{\"request_id\":\"" + UID + "\",\"state\":\"FENCED\"}"));
    }

    assertThatThrownBy(
            () ->
                client
                    .follow(UUID.fromString(UID), Duration.ofMillis(200))
                    .get(90, TimeUnit.SECONDS))
        .cause()
        .isInstanceOf(TimeoutException.class);
  }

  private void answer(HttpExchange exchange) throws IOException {
    requests.add(
        new Request(
            exchange.getRequestMethod() + " " + exchange.getRequestURI(),
            exchange.getRequestHeaders().getFirst("Authorization"),
            new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
    Answer answer = answers.remove();
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(answer.status(), body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
