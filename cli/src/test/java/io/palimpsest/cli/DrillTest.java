package io.palimpsest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.palimpsest.audit.verify.SampleLog;
import io.palimpsest.cli.frame.ExitCode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What a drill makes of a product that deletes, and of products that do not quite. */
class DrillTest {
  @TempDir Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final Map<String, String> sources = new ConcurrentSkipListMap<>();
  private final Set<String> registered = new HashSet<>();
  private String keeps = "";
  private String loses = "";
  private String state = "CONFIRMED_LIVE";
  private byte[] certificate;
  private byte[] policy;
  private JsonNode told;
  private HttpServer server;

  @BeforeEach
  void listen() throws Exception {
    Files.writeString(folder.resolve("token"), "a-token");
    SampleLog log = new SampleLog();
    List<byte[]> entries = SampleLog.entries(2);
    log.write(folder.resolve("log"), entries, entries.size());
    int confirmed = 0;
    while (!new String(entries.get(confirmed), StandardCharsets.UTF_8).contains("confirmed_live")) {
      confirmed++;
    }
    certificate = SampleLog.certificate(folder.resolve("log"), entries.get(confirmed), confirmed);
    policy = log.policyFile();
    server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void aProductThatDeletesPassesAndThatIsKept() {
    assertThat(run("--creator", "drill-1", "--slow-above", "60000", "--yes")).isZero();
    assertThat(results())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "twin_deletion", "PASS",
                "creator_deletion", "PASS",
                "gdpr_compliance", "PASS",
                "query_performance", "PASS"));
    assertThat(asked.stream().filter(call -> call.startsWith("PUT")))
        .as("it writes to its own creator alone")
        .allMatch(call -> call.startsWith("PUT /creators/drill-1"));
    assertThat(registered).isEmpty();
  }

  @Test
  void whatIsSlowIsCalledSo() {
    assertThat(run("--creator", "drill-1", "--slow-above", "0", "--yes")).isZero();
    assertThat(results())
        .containsEntry("query_performance", "SLOW")
        .containsEntry("gdpr_compliance", "PASS");
  }

  @Test
  void whatIsStillFoundOfADeletedTwinFailsIt() {
    keeps = "leaving/drill-1";
    assertThat(run("--creator", "drill-1", "--yes")).isEqualTo(ExitCode.FAILED.code());
    assertThat(results())
        .containsEntry("twin_deletion", "FAIL")
        .containsEntry("creator_deletion", "FAIL");
  }

  @Test
  void aTwinThatGoesWithItsNeighbourFailsIt() {
    loses = "staying/drill-2";
    assertThat(run("--creator", "drill-1", "--yes")).isEqualTo(ExitCode.FAILED.code());
    assertThat(results())
        .containsEntry("twin_deletion", "FAIL")
        .containsEntry("creator_deletion", "PASS");
  }

  @Test
  void aRequestThatIsNotConfirmedAndACertificateThatShowsNothingFailIt() {
    certificate = "no certificate".getBytes(StandardCharsets.UTF_8);
    assertThat(run("--creator", "drill-1", "--yes")).isEqualTo(ExitCode.FAILED.code());
    assertThat(results()).containsEntry("gdpr_compliance", "FAIL");

    state = "REJECTED";
    assertThat(run("--creator", "drill-2", "--yes")).isEqualTo(ExitCode.FAILED.code());
    assertThat(results())
        .containsEntry("twin_deletion", "FAIL")
        .containsEntry("creator_deletion", "FAIL")
        .containsEntry("gdpr_compliance", "FAIL");
  }

  @Test
  void aCreatorThatIsThereIsNobodyToTryItOn() {
    registered.add("ada");
    assertThat(run("--creator", "ada", "--yes")).isEqualTo(ExitCode.FAILED.code());
    assertThat(err.toString()).contains("ada is registered");
    assertThat(asked).allMatch(call -> call.startsWith("GET"));
  }

  @Test
  void withoutYesNothingIsWritten() {
    assertThat(run("--creator", "drill-1")).isZero();
    assertThat(asked).containsExactly("GET /creators/drill-1");
    assertThat(err.toString() + out).contains("drill-1 would be made");
  }

  private Map<String, String> results() {
    Map<String, String> results = new TreeMap<>();
    told.path("tests")
        .properties()
        .forEach(test -> results.put(test.getKey(), test.getValue().asText()));
    return results;
  }

  private int run(String... args) {
    List<String> all = new ArrayList<>(List.of("namespaces", "drill"));
    all.addAll(List.of(args));
    all.addAll(
        List.of(
            "--address",
            "http://127.0.0.1:" + server.getAddress().getPort(),
            "--owner-token-file",
            folder.resolve("token").toString(),
            "--token-file",
            folder.resolve("token").toString()));
    CommandLine line = Palimpsest.commandLine();
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    return line.execute(all.toArray(String[]::new));
  }

  /** A product in small: what is submitted is found until it is erased. */
  private synchronized void answer(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    String call = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
    asked.add(call);
    byte[] answer = answer(call, body.length == 0 ? null : Api.JSON.readTree(body));
    exchange.sendResponseHeaders(answer.length == 0 ? 404 : 200, answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
  }

  private byte[] answer(String call, JsonNode body) throws IOException {
    String[] parts = call.split("[ /]+");
    if (call.startsWith("PUT") && parts.length == 3) {
      registered.add(parts[2]);
    } else if (call.contains("/sources/")) {
      sources.put(parts[4] + "/" + parts[6], body.path("content").asText());
    } else if (call.startsWith("GET /creators/")) {
      return registered.contains(parts[2]) ? text("{}") : new byte[0];
    } else if (call.startsWith("POST /delphi/search")) {
      return found(body);
    } else if (call.startsWith("DELETE")) {
      String twin = call.contains("/twin/") ? parts[3] : "";
      sources.keySet().removeIf(key -> key.startsWith(twin) && !key.equals(keeps));
      sources.remove(loses);
      registered.removeIf(one -> twin.isEmpty());
      return text("{\"request_id\": \"0d3f7c1e-5b6a-4f0e-9c1d-2a4b6c8d0e1f\"}");
    } else if (call.endsWith("certificate.tlog-proof")) {
      return certificate;
    } else if (call.endsWith("/log/policy")) {
      return policy;
    } else if (call.startsWith("GET /erasures/")) {
      return text("{\"state\": \"" + state + "\"}");
    } else if (call.equals("POST /namespaces/drill")) {
      told = body;
    }
    return text("{}");
  }

  private byte[] found(JsonNode question) {
    StringBuilder matches = new StringBuilder();
    sources.forEach(
        (key, content) -> {
          if (key.startsWith(question.path("twin_id").asText() + "/")
              && content.endsWith(question.path("query").asText())) {
            matches.append(matches.isEmpty() ? "" : ",");
            matches.append("{\"source_id\": \"" + key.substring(key.indexOf('/') + 1) + "\"}");
          }
        });
    return text("{\"matches\": [" + matches + "]}");
  }

  private static byte[] text(String answer) {
    return answer.getBytes(StandardCharsets.UTF_8);
  }
}
