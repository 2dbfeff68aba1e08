package io.palimpsest.erasure.callback;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.palimpsest.erasure.StackResource;
import io.palimpsest.erasure.model.Demand;
import io.palimpsest.erasure.model.ErasureRequest;
import io.palimpsest.erasure.model.Identity;
import io.palimpsest.erasure.model.Requests;
import io.palimpsest.erasure.model.Standing;
import io.palimpsest.erasure.phase.Resolution;
import io.palimpsest.erasure.saga.Ledger;
import io.palimpsest.event.ErasureReason;
import io.palimpsest.event.ScopeType;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Calls to a real HTTP server. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class CallbackIT {
  @Inject Ledger ledger;
  @Inject Requests requests;

  private record Call(String signature, String body) {}

  @Test
  void eachStateIsCalledWithASignatureThatTheReceiverCanCheck() throws Exception {
    List<Call> calls = new CopyOnWriteArrayList<>();
    HttpServer receiver = receiver(calls, 204);
    UUID id = accept(receiver);
    Awaitility.await()
        .atMost(Duration.ofSeconds(90))
        .untilAsserted(() -> assertThat(calls).isNotEmpty());
    receiver.stop(0);
    Call first = calls.getFirst();
    assertThat(first.body()).contains(id.toString()).contains("\"RECEIVED\"");
    String seconds = first.signature().substring(2, first.signature().indexOf(','));
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec("callback-test-key".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    String expected =
        HexFormat.of()
            .formatHex(
                mac.doFinal((seconds + "." + first.body()).getBytes(StandardCharsets.UTF_8)));
    assertThat(first.signature()).isEqualTo("t=" + seconds + ",v1=" + expected);
  }

  @Test
  void aReceiverThatRefusesIsGivenUpAndTheJournalSaysSo() throws Exception {
    List<Call> calls = new CopyOnWriteArrayList<>();
    HttpServer receiver = receiver(calls, 500);
    UUID id = accept(receiver);
    Awaitility.await()
        .atMost(Duration.ofSeconds(90))
        .untilAsserted(
            () ->
                assertThat(requests.find(id).orElseThrow().journal())
                    .anyMatch(line -> line.what().equals("callback.failed")));
    receiver.stop(0);
    assertThat(calls).hasSizeGreaterThanOrEqualTo(3);
  }

  private UUID accept(HttpServer receiver) {
    String address = "http://127.0.0.1:" + receiver.getAddress().getPort() + "/told";
    Demand demand =
        new Demand(
            ScopeType.CREATOR,
            List.of("callback-" + UUID.randomUUID()),
            ErasureReason.TEST,
            "tester",
            Standing.OWNER,
            Instant.now(),
            null,
            false,
            new Demand.Options(false, false, true, address));
    String hex = "0".repeat(64);
    Identity identity = new Identity("a2V5", hex, hex, hex, hex);
    String ref = "er_" + UUID.randomUUID().toString().replace("-", "");
    ErasureRequest request =
        Resolution.received(UUID.randomUUID(), ref, identity, demand, Instant.now());
    return ledger.accept(request).id();
  }

  private static HttpServer receiver(List<Call> calls, int status) throws IOException {
    HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.createContext(
        "/told",
        exchange -> {
          try (exchange) {
            String body =
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            calls.add(
                new Call(exchange.getRequestHeaders().getFirst("Palimpsest-Signature"), body));
            exchange.sendResponseHeaders(status, -1);
          }
        });
    server.start();
    return server;
  }
}
