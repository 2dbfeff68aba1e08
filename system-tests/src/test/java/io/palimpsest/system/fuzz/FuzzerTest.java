package io.palimpsest.system.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The fuzzer finds what there is to find. */
class FuzzerTest {
  private static final String DESCRIPTION =
      """
      {"paths": {"/things/{id}": {"put": {"requestBody": {"content": {"application/json":
        {"schema": {"type": "object", "properties": {"title": {"type": "string"},
          "tags": {"type": "array", "items": {"type": "string"}}}}}}}}}}}
      """;

  private HttpServer server;
  private String weakness = "";

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/q/openapi", exchange -> answer(exchange, 200, DESCRIPTION));
    server.createContext("/things", this::thing);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void aServiceThatTakesEverythingHasNoFaults() throws Exception {
    weakness = "there is no such text";

    assertThat(fuzzer(1).run(500)).isEmpty();
  }

  @Test
  void aServiceThatFailsAtOneOddValueIsFoundOut() throws Exception {
    weakness = "[null]";

    assertThat(fuzzer(1).run(500)).isNotEmpty().allMatch(fault -> fault.startsWith("500 for PUT"));
  }

  @Test
  void theSameSeedFindsTheSame() throws Exception {
    weakness = "[null]";

    assertThat(fuzzer(7).run(300)).isEqualTo(fuzzer(7).run(300));
  }

  private Fuzzer fuzzer(long seed) throws Exception {
    URI base = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    return Fuzzer.of(base, seed, new Fuzzer.Known(List.of("token"), List.of("thing-1")));
  }

  private void thing(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    answer(exchange, body.contains(weakness) ? 500 : 200, "{}");
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    try (var out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }
}
