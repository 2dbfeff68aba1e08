package io.palimpsest.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.palimpsest.erasure.model.Requests;
import io.palimpsest.event.ErasureStatusChanged;
import io.palimpsest.messaging.Decoded;
import io.palimpsest.messaging.TopicFollower;
import io.palimpsest.messaging.TopicLog;
import io.palimpsest.topic.Topic;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Calls to real HTTP servers. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class CallbackIT extends ErasureStack {
  @Inject Requests requests;

  private final List<Call> calls = new CopyOnWriteArrayList<>();
  private final List<HttpServer> servers = new ArrayList<>();

  private record Call(String signature, String body) {
    String state() {
      return JsonPath.from(body).getString("state");
    }

    boolean isOf(UUID request) {
      return request.toString().equals(JsonPath.from(body).getString("request_id"));
    }
  }

  private interface Answer {
    void give(HttpExchange exchange) throws IOException, InterruptedException;
  }

  @AfterEach
  void stopServers() {
    servers.forEach(server -> server.stop(0));
  }

  @Test
  void eachStateIsCalledWithASignatureThatTheReceiverCanCheck() throws Exception {
    Set<String> announced = ConcurrentHashMap.newKeySet();
    UUID id = UUID.randomUUID();
    try (TopicFollower<ErasureStatusChanged> statuses =
        new TopicLog(kafka, codec)
            .follow(
                Topic.ERASURE_STATUS,
                ErasureStatusChanged.class,
                record -> {
                  if (record.value() instanceof Decoded.Event<ErasureStatusChanged> event
                      && event.value().getRequestId().equals(id)) {
                    announced.add(event.value().getState().name());
                  }
                })) {
      erase(id, receiver("127.0.0.1", exchange -> exchange.sendResponseHeaders(204, -1)));
      Awaitility.await()
          .atMost(Duration.ofSeconds(90))
          .untilAsserted(() -> assertThat(states(id)).contains("CONFIRMED_LIVE"));
      statuses.awaitEnd(Duration.ofSeconds(90));
    }
    assertThat(states(id)).isEqualTo(announced);
    assertThat(announced)
        .contains("RECEIVED", "PLANNED", "AWAITING_APPROVAL", "FENCED", "DRAINED", "DELETING")
        .contains("VERIFYING", "CONFIRMED_LIVE");
    for (Call call : calls) {
      String seconds = call.signature().substring(2, call.signature().indexOf(','));
      assertThat(call.signature())
          .isEqualTo("t=" + seconds + ",v1=" + signed(seconds + "." + call.body()));
    }
    Call last = calls.stream().filter(c -> c.state().equals("CONFIRMED_LIVE")).findAny().get();
    assertThat(JsonPath.from(last.body()).getLong("log_index"))
        .isEqualTo(get(id).getLong("log_index"));
  }

  @Test
  void aReceiverThatRefusesIsGivenUpAndTheJournalSaysSo() {
    UUID id = UUID.randomUUID();
    erase(id, receiver("127.0.0.1", exchange -> exchange.sendResponseHeaders(500, -1)));
    awaitGivenUp(id);
    assertThat(calls).hasSizeGreaterThanOrEqualTo(3);
  }

  @Test
  void aReceiverWhoseAnswerComesByteByByteIsGivenUp() {
    UUID id = UUID.randomUUID();
    CountDownLatch over = new CountDownLatch(1);
    try {
      erase(
          id,
          receiver(
              "127.0.0.1",
              exchange -> {
                exchange.sendResponseHeaders(200, 0);
                exchange.getResponseBody().write('.');
                exchange.getResponseBody().flush();
                over.await();
              }));
      awaitGivenUp(id);
    } finally {
      over.countDown();
    }
  }

  @Test
  void aReceiverThatDoesNotAnswerHoldsUpNoOther() {
    CountDownLatch over = new CountDownLatch(1);
    try {
      String slow = receiver("localhost", exchange -> over.await());
      List<UUID> stuck = new ArrayList<>();
      for (int one = 0; one < 3; one++) {
        stuck.add(UUID.randomUUID());
        erase(stuck.getLast(), slow);
      }
      UUID quick = UUID.randomUUID();
      erase(quick, receiver("127.0.0.1", exchange -> exchange.sendResponseHeaders(204, -1)));
      Awaitility.await()
          .atMost(Duration.ofSeconds(90))
          .untilAsserted(() -> assertThat(states(quick)).contains("CONFIRMED_LIVE"));
      assertThat(calls).anyMatch(call -> stuck.stream().anyMatch(call::isOf));
      assertThat(requests.find(stuck.getLast()).orElseThrow().journal())
          .as("calls to the slow one still wait")
          .filteredOn(line -> line.what().equals("callback.failed"))
          .hasSizeLessThan(8);
    } finally {
      over.countDown();
    }
  }

  /** A creator of its own, asked for by one and approved by another; returns at its end. */
  private void erase(UUID id, String callback) {
    String name = "callback-" + id;
    ingest.creator(name, List.of("coach"), 1);
    Map<String, Object> body = new HashMap<>(request(id, "CREATOR", name));
    body.put("callback", callback);
    as(compliance("c1")).body(body).post("/erasures").then().statusCode(202);
    String digest = awaitState(id, "AWAITING_APPROVAL").getString("plan.digest");
    approve("c2", id, digest).then().statusCode(200);
    awaitState(id, "CONFIRMED_LIVE");
  }

  private void awaitGivenUp(UUID id) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(90))
        .untilAsserted(
            () ->
                assertThat(requests.find(id).orElseThrow().journal())
                    .anyMatch(line -> line.what().equals("callback.failed")));
  }

  private Set<String> states(UUID id) {
    return calls.stream()
        .filter(call -> call.isOf(id))
        .map(Call::state)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static String signed(String text) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec("callback-test-key".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
  }

  private String receiver(String host, Answer answer) {
    try {
      HttpServer server = HttpServer.create(new InetSocketAddress(host, 0), 0);
      server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      server.createContext(
          "/told",
          exchange -> {
            try (exchange) {
              String body =
                  new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
              calls.add(
                  new Call(exchange.getRequestHeaders().getFirst("Palimpsest-Signature"), body));
              answer.give(exchange);
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          });
      server.start();
      servers.add(server);
      return "http://" + host + ":" + server.getAddress().getPort() + "/told";
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
