package io.palimpsest.system.roles;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.palimpsest.tenancy.Role;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The check itself: it is silent about a true table, and sees each kind of false one. */
class EndpointCheckTest {
  private static final String TABLE =
      """
      | service | method | path | roles | command |
      |---|---|---|---|---|
      | doors | GET | `/open` | open | - |
      | doors | GET | `/me` | reader, producer | `palimpsest me` |
      | doors | DELETE | `/things/{id}` | operator | - |
      | elsewhere | GET | `/elsewhere` | operator | - |
      """;

  private static final String DESCRIPTION =
      """
      {"paths": {
        "/open": {"get": {}},
        "/me": {"summary": "me", "get": {}},
        "/things/{id}": {"delete": {}, "parameters": []}}}
      """;

  /** Whom each door lets in: a role is its own token. */
  private static final Map<String, Set<String>> DOORS =
      Map.of(
          "GET /open", Set.of("", "reader", "producer", "operator"),
          "GET /me", Set.of("reader", "producer"),
          "DELETE /things/nobody-1", Set.of("operator"));

  @TempDir Path folder;

  private HttpServer server;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/q/openapi", exchange -> answer(exchange, 200, DESCRIPTION));
    server.createContext("/", EndpointCheckTest::guard);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void aTrueTableHasNoDeviations() throws Exception {
    assertThat(deviations(TABLE)).isEmpty();
  }

  @Test
  void anOperationThatNobodyListedIsSeen() throws Exception {
    assertThat(deviations(TABLE.replace("| doors | GET | `/open` |", "| doors2 | GET | `/open` |")))
        .containsExactly("GET /open is not in the table");
  }

  @Test
  void aRowOfAnOperationThatIsGoneIsSeen() throws Exception {
    assertThat(deviations(TABLE + "| doors | PUT | `/me` | reader | - |\n"))
        .containsExactly("PUT /me is in the table and not in the service");
  }

  @Test
  void aDoorThatOpensForMoreThanTheTableSaysIsSeen() throws Exception {
    assertThat(deviations(TABLE.replace("| reader, producer |", "| reader |")))
        .containsExactly("GET /me answers producer with 204");
  }

  @Test
  void aDoorThatStaysShutForWhomTheTableNamesIsSeen() throws Exception {
    assertThat(deviations(TABLE.replace("| operator | - |", "| operator, auditor | - |")))
        .containsExactly("DELETE /things/{id} answers auditor with 403 role.missing");
  }

  @Test
  void anOpenDoorThatTheTableDoesNotCallOpenIsSeen() throws Exception {
    assertThat(deviations(TABLE.replace("| open |", "| operator |")))
        .contains("GET /open without a token answers 204");
  }

  private List<String> deviations(String table) throws Exception {
    URI base = URI.create("http://localhost:" + server.getAddress().getPort());
    Path file = Files.writeString(folder.resolve("table.md"), table);
    return EndpointCheck.of(base, file, "doors", Role::claim).deviations();
  }

  private static void guard(HttpExchange exchange) throws IOException {
    String door = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
    String header = exchange.getRequestHeaders().getFirst("Authorization");
    String token = header == null ? "" : header.replace("Bearer ", "");
    if (DOORS.get(door).contains(token)) {
      answer(exchange, 204, "");
    } else if (token.isEmpty()) {
      answer(exchange, 401, "{}");
    } else {
      answer(exchange, 403, "{\"code\": \"role.missing\"}");
    }
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    try (exchange) {
      exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }
}
