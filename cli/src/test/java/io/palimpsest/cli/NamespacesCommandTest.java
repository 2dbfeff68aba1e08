package io.palimpsest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.palimpsest.cli.frame.ExitCode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What the commands ask of the service, and what they make of its answers. */
class NamespacesCommandTest {
  private static final String JOB = "0d3f7c1e-5b6a-4f0e-9c1d-2a4b6c8d0e1f";
  private static final String PLAN =
      "{'hash': 'ab12', 'moves': [{'namespace': '__default__', 'creator': 'ada', 'twin':"
          + " 'default', 'target': 'creator_ada_twin_default', 'vectors': 376}], 'quarantined':"
          + " [{'namespace': 'nobodys', 'vectors': 9}], 'refusals': [], 'estimate': {'vectors':"
          + " 376}}";
  private static final String REPORT =
      "{'plan': 'ab12', 'by': 'grace@local', 'accepted_at': '2026-11-29T03:00:00Z', 'namespaces':"
          + " [{'namespace': '__default__', 'verified': {'before': 'r', 'after': 'r'}}], 'totals':"
          + " {'vectors': 805, 'copied': 805, 'namespaces': 30, 'live': 30}, 'creator_based':"
          + " 100.0, 'drill': {'tests': {'twin_deletion': 'PASS', 'query_performance': 'SLOW'}},"
          + " 'messages': ['Migrated 805/805 vectors', 'Verification passed: 805 vectors"
          + " match']}";

  @TempDir Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final List<String> asked = new ArrayList<>();
  private HttpServer server;
  private String found = "['v1', 'v2']";
  private String job = "'total': 1";

  @BeforeEach
  void listen() throws IOException {
    Files.writeString(folder.resolve("token"), "a-token");
    Files.writeString(
        folder.resolve("mapping.json"),
        "[{\"namespace\": \"\", \"creator_id\": \"ada\", \"twin_id\": \"default\"}]");
    server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void aPlanIsPrintedAndNothingElseIsAsked() {
    assertThat(run("plan", "--mapping", mapping(), "--model", "m")).isEqualTo(ExitCode.DONE.code());
    assertThat(asked).hasSize(1).allMatch(call -> call.startsWith("POST /namespaces/plan "));
    assertThat(out.toString()).contains("creator_ada_twin_default");
    assertThat(err.toString()).contains("nobodys (9 vectors)", "plan ab12");
  }

  @Test
  void aCopyWithoutYesIsAPlan() {
    assertThat(run("copy", "--mapping", mapping(), "--model", "m")).isEqualTo(ExitCode.DONE.code());
    assertThat(asked).hasSize(1);
    assertThat(err.toString()).contains("nothing was copied");
  }

  @Test
  void aCopyAgreesToThePlanThatItSaw() {
    assertThat(run("copy", "--mapping", mapping(), "--model", "m", "--rate", "500", "--yes"))
        .isEqualTo(ExitCode.DONE.code());
    assertThat(asked.get(1))
        .startsWith("POST /namespaces/copy ")
        .contains("\"hash\":\"ab12\"", "\"rate\":500", "\"creator_id\":\"ada\"")
        .contains("\"touched\":false");
    assertThat(err.toString()).contains("Migrated 805/805 vectors");
  }

  @Test
  void twinsCanBeMovedAsTheyAreTouched() {
    assertThat(run("copy", "--mapping", mapping(), "--model", "m", "--touched", "--yes"))
        .isEqualTo(ExitCode.DONE.code());
    assertThat(asked.get(1)).startsWith("POST /namespaces/copy ").contains("\"touched\":true");
  }

  @Test
  void aRehearsalIsMeasuredAndSaysWhatDiffers() {
    job = "'total': 805, 'ran_ms': 4200, 'counts': {'copied': 805, 'namespaces': 30}";
    assertThat(rehearsed()).isEqualTo(ExitCode.DONE.code());
    assertThat(asked.get(1)).startsWith("POST /namespaces/copy ").contains("\"rehearse\":true");
    assertThat(err.toString())
        .contains("rehearsed: 805 of 805 vectors in 4 s, 0 rejected, 0 of 30 namespaces differ");

    job = "'total': 805, 'counts': {'copied': 805, 'namespaces': 30, 'different': 1}";
    assertThat(rehearsed()).isEqualTo(ExitCode.FAILED.code());
  }

  private int rehearsed() {
    return run("copy", "--mapping", mapping(), "--model", "m", "--rehearse", "--yes");
  }

  @Test
  void aVerificationAsksAsReadersDoAndTellsWhatItFound() {
    assertThat(run("verify")).isEqualTo(ExitCode.DONE.code());
    assertThat(asked.stream().filter(call -> call.startsWith("POST /delphi/search"))).hasSize(2);
    assertThat(asked)
        .as("the words of what was found are asked for, too")
        .anyMatch(
            call -> call.startsWith("POST /delphi/search") && call.contains("\"query\":\"of v1\""));
    assertThat(asked)
        .anyMatch(
            call ->
                call.startsWith("POST /namespaces/parity")
                    && call.contains("\"recall\":1.0")
                    && call.contains("\"queries\":2")
                    && call.contains("\"rank_correlation\":1.0"));
    assertThat(err.toString())
        .contains(
            "2 questions (1 by text), recall 1.000 (median 1.000, P5 1.000), rank correlation"
                + " 1.000");
    assertThat(err.toString()).contains("Verification passed: 805 vectors match");
  }

  @Test
  void aReaderWhoFindsLessThanBeforeFailsIt() {
    found = "['v1', 'other']";
    assertThat(run("verify")).isEqualTo(ExitCode.FAILED.code());
    assertThat(asked).anyMatch(call -> call.contains("\"recall\":0.75"));
  }

  @Test
  void everyDifferenceIsShownWithItsAge() {
    assertThat(run("verify")).isEqualTo(ExitCode.DONE.code());
    assertThat(asked).filteredOn(call -> call.contains("/findings")).hasSize(2);
    assertThat(err.toString())
        .contains("creator_ada_twin_default: missing v1 since 2026-11-28T03:00:00Z, ")
        .contains("creator_ada_twin_default: extra v2 since 2026-11-29T03:00:00Z, ");
  }

  @Test
  void theLogIsYaml() throws IOException {
    Path log = folder.resolve("migration.yaml");
    assertThat(run("report", "--log", log.toString())).isEqualTo(ExitCode.DONE.code());
    JsonNode migration = new YAMLMapper().readTree(Files.readString(log)).path("migration");
    assertThat(migration.path("executed_by").asText()).isEqualTo("grace@local");
    assertThat(migration.path("before").path("total_vectors").asLong()).isEqualTo(805);
    assertThat(migration.path("after").path("all_creator_based").asBoolean()).isTrue();
    JsonNode tests = migration.path("tests");
    assertThat(tests.path("twin_deletion").asText()).isEqualTo("PASS");
    assertThat(tests.path("query_performance").asText()).isEqualTo("SLOW");
    assertThat(tests.path("gdpr_compliance").asText()).isEqualTo("NOT RUN");
  }

  @Test
  void aCutoverTellsTheTeamWhatChangedAndWhatToDo() throws IOException {
    Path message = folder.resolve("message.txt");
    assertThat(run("cutover", "--message", message.toString(), "--yes"))
        .isEqualTo(ExitCode.DONE.code());
    assertThat(asked.getLast()).startsWith("POST /namespaces/cutover ").contains("ab12");
    assertThat(Files.readString(message))
        .contains("30 twins", "- __default__ -> ", "What to do:", "namespaces rollback");
  }

  @Test
  void oldNamesInAnApplicationAreListed() throws IOException {
    Files.createDirectories(folder.resolve("app"));
    Files.writeString(
        folder.resolve("app/search.py"),
        "ns = 'proposals'\nx = \"0d2f7a52-1111-4222-8333-944455556666\"\nproposals = 1\n");
    assertThat(command("references", folder.resolve("app").toString()))
        .isEqualTo(ExitCode.DONE.code());
    assertThat(out.toString()).contains("proposals", "0d2f7a52-1111-4222-8333-944455556666");
    assertThat(out.toString().lines().filter(line -> line.contains("search.py"))).hasSize(2);
  }

  private String mapping() {
    return folder.resolve("mapping.json").toString();
  }

  private int run(String... args) {
    List<String> all = new ArrayList<>(List.of(args));
    all.addAll(
        List.of(
            "--address",
            "http://127.0.0.1:" + server.getAddress().getPort(),
            "--token-file",
            folder.resolve("token").toString()));
    return command(all.toArray(String[]::new));
  }

  private int command(String... args) {
    List<String> all = new ArrayList<>(List.of("namespaces"));
    all.addAll(List.of(args));
    CommandLine line = Palimpsest.commandLine();
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    return line.execute(all.toArray(String[]::new));
  }

  private void answer(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String path = exchange.getRequestURI().getPath();
    asked.add(exchange.getRequestMethod() + " " + path + " " + body);
    String query = exchange.getRequestURI().getQuery();
    byte[] answer =
        answer(query != null && query.contains("cursor") ? path + "?2" : path)
            .replace('\'', '"')
            .getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
  }

  private String answer(String path) {
    return switch (path) {
      case "/namespaces/plan" -> PLAN;
      case "/namespaces", "/namespaces/cutover" -> REPORT;
      case "/namespaces/samples" ->
          "{'creator': 'ada', 'twin': 'default', 'compared': 376, 'sampled': false, 'questions':"
              + " [{'id': 'v1', 'vector': [0.1], 'wanted': 2, 'nearest': [{'id': 'v1', 'score':"
              + " 0.9}, {'id': 'v2', 'score': 0.8}], 'words': {'wanted': 1, 'nearest': [{'id':"
              + " 'v1', 'score': 0.9}]}}]}";
      case "/delphi/search" ->
          "{'matches': ["
              + String.join(
                  ",",
                  found
                      .replace("[", "")
                      .replace("]", "")
                      .lines()
                      .flatMap(line -> java.util.Arrays.stream(line.split(",")))
                      .map(
                          id ->
                              "{'id': "
                                  + id.strip()
                                  + ", 'text': 'of "
                                  + id.replace("'", "").strip()
                                  + "', 'score': "
                                  + (id.contains("v1") ? 0.9 : 0.8)
                                  + "}")
                      .toList())
              + "]}";
      case "/jobs/" + JOB + "/findings" -> findings("missing", "v1", "28", "'more'");
      case "/jobs/" + JOB + "/findings?2" -> findings("extra", "v2", "29", "null");
      default -> "{'id': '" + JOB + "', 'state': 'DONE', 'done': 1, " + job + "}";
    };
  }

  private static String findings(String kind, String vector, String day, String next) {
    return "{'items': [{'kind': 'migration.%s', 'namespace': 'creator_ada_twin_default',"
            .formatted(kind)
        + " 'vector': '%s', 'uids': [], 'since': '2026-11-%sT03:00:00Z'}], 'next': %s}"
            .formatted(vector, day, next);
  }
}
