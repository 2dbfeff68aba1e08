package io.palimpsest.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What the commands of a migration ask of the service, and what the documents say of them. */
class MigrateCommandTest {
  private static final String JOB = "0d3f7c1e-5b6a-4f0e-9c1d-2a4b6c8d0e1f";

  @TempDir Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private volatile String state = "RUNNING";
  private volatile boolean frozen;
  private volatile String obstacle = "null";
  private volatile String counts = "";
  private HttpServer server;

  @BeforeEach
  void listen() throws IOException {
    Files.writeString(folder.resolve("token"), "a-token");
    Files.writeString(folder.resolve("reader"), "a-reader's-token");
    server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void aMigrationWithoutYesIsAPlanAndFreezesNothing() {
    frozen = true;
    assertThat(run("--all", "--freeze-command", "touch " + folder.resolve("f")))
        .isEqualTo(ExitCode.DONE.code());
    assertThat(asked).anyMatch(call -> call.startsWith("POST /migrations/portfolio?plan=true"));
    assertThat(asked).noneMatch(call -> call.contains("plan=false") || call.contains("frozen"));
    assertThat(folder.resolve("f")).doesNotExist();
    assertThat(err.toString()).contains("nothing was written");
  }

  @Test
  void aRehearsalIsAskedForWithItsTenantAndSaysWhatDiffers() {
    assertThat(run("--rehearse")).isEqualTo(ExitCode.DONE.code());
    assertThat(asked).noneMatch(call -> call.contains("plan=false"));
    assertThat(err.toString()).contains("nothing was written; --yes does it");

    counts = "'written': 101, 'checks': 7";
    assertThat(run("--rehearse", "--yes")).isEqualTo(ExitCode.DONE.code());
    assertThat(asked)
        .filteredOn(call -> call.startsWith("POST /migrations/portfolio?"))
        .hasSize(2)
        .allMatch(call -> call.contains("\"phase\":\"rehearse\""))
        .allMatch(call -> call.contains("\"org_id\":\"org_rehearsal\""));
    assertThat(err.toString())
        .contains("rehearsed: 101 items in 0 s, 0 rejected, 0 of 7 checks differ");

    counts = "'written': 101, 'checks': 7, 'different': 2";
    assertThat(run("--rehearse", "--yes")).isEqualTo(ExitCode.FAILED.code());
    assertThat(run("--rehearse", "--all")).isEqualTo(ExitCode.USAGE.code());
  }

  @Test
  void theOldSideIsFrozenByTheCommandWhenTheRunWaitsForIt() {
    state = "AWAITS_FREEZE";
    assertThat(run("--all", "--yes", "--freeze-command", "touch " + folder.resolve("f")))
        .isEqualTo(ExitCode.DONE.code());
    assertThat(folder.resolve("f")).exists();
    assertThat(asked).anyMatch(call -> call.startsWith("POST /migrations/portfolio/frozen"));
    assertThat(asked).anyMatch(call -> call.contains("\"mode\":\"online\""));
  }

  @Test
  void aCommandThatFailsFreezesNothing() throws Exception {
    state = "AWAITS_FREEZE";
    Thread later =
        Thread.ofPlatform()
            .start(
                () -> {
                  await()
                      .atMost(Duration.ofSeconds(90))
                      .until(() -> err.toString().contains("--freeze-command failed"));
                  frozen = true;
                });
    assertThat(run("--all", "--yes", "--freeze-command", "exit 3")).isEqualTo(ExitCode.DONE.code());
    later.join();
    assertThat(asked).noneMatch(call -> call.startsWith("POST /migrations/portfolio/frozen"));
  }

  @Test
  void whatAnOperatorSaysInBetweenIsPassedOn() {
    assertThat(run("--frozen")).isEqualTo(ExitCode.DONE.code());
    assertThat(run("--lift-write-stop")).isEqualTo(ExitCode.DONE.code());
    assertThat(run("--archive", "first")).isEqualTo(ExitCode.DONE.code());
    assertThat(asked)
        .extracting(call -> call.replaceFirst(" \\{.*", ""))
        .containsExactly(
            "POST /migrations/portfolio/frozen",
            "DELETE /migrations/portfolio/write-stop ",
            "POST /migrations/portfolio/archive/first");
  }

  @Test
  void partsOfPhase3AreAskedForSingly() {
    assertThat(run("--phase", "3", "--action", "backup", "--backup", "first")).isZero();
    assertThat(run("--phase", "3", "--action", "reembed", "--yes")).isZero();
    assertThat(run("--phase", "3", "--action", "clear", "--namespace", "portfolio_default-org"))
        .isZero();
    assertThat(asked)
        .filteredOn(call -> call.startsWith("POST"))
        .extracting(call -> call.replaceFirst(" \\{.*", ""))
        .containsExactly(
            "POST /backups/first",
            "POST /migrations/portfolio?plan=false",
            "POST /migrations/portfolio/rollback?plan=true");
    assertThat(asked)
        .anyMatch(
            call ->
                call.contains("\"phase\":\"clear\"")
                    && call.contains("\"namespace\":\"portfolio_default-org\""));
    int usage = ExitCode.USAGE.code();
    assertThat(run("--phase", "2", "--action", "reembed")).isEqualTo(usage);
    assertThat(run("--phase", "3", "--action", "clear")).isEqualTo(usage);
    assertThat(run("--phase", "3", "--action", "backup")).isEqualTo(usage);
    assertThat(run("--phase", "3", "--action", "other")).isEqualTo(usage);
  }

  @Test
  void whatKeepsOldDataIsSaidAndTheyGoByTheHashOfAPlanAndATypedNameAlone() {
    assertThat(run("--contract")).isEqualTo(ExitCode.DONE.code());
    assertThat(err.toString()).contains("--plan abc --namespace proposals --yes does it");
    assertThat(asked).noneMatch(call -> call.startsWith("POST /migrations/portfolio/contract "));

    obstacle = "'contract.too_early'";
    assertThat(run("--contract")).isEqualTo(ExitCode.FAILED.code());
    assertThat(err.toString()).contains("not now: contract.too_early");

    assertThat(run("--contract", "--yes")).isEqualTo(ExitCode.USAGE.code());
    assertThat(run("--contract", "--plan", "abc", "--yes")).isEqualTo(ExitCode.USAGE.code());
    assertThat(asked).noneMatch(call -> call.startsWith("POST /migrations/portfolio/contract "));
    assertThat(run("--contract", "--plan", "abc", "--namespace", "proposals", "--yes"))
        .isEqualTo(ExitCode.DONE.code());
    assertThat(asked)
        .anyMatch(
            call ->
                call.startsWith("POST /migrations/portfolio/contract ")
                    && call.contains("\"plan\":\"abc\"")
                    && !call.contains("reader_token"));
    assertThat(err.toString()).contains("Deleted old namespace: proposals");
  }

  /** Every line of the pages is a command that there is, with options that it has. */
  @ParameterizedTest
  @ValueSource(strings = {"migration.md", "migration-runbook.md", "namespaces.md"})
  void whatThePagesSayCanBeTyped(String page) throws IOException {
    String text =
        Files.readString(Path.of(System.getProperty("palimpsest.checkout"), "docs", page));
    List<String> lines =
        Pattern.compile(
                "(?m)(?:^|`)palimpsest ((?:migrate|backup|restore|validate|namespaces)[^`\n]*)")
            .matcher(text)
            .results()
            .map(found -> found.group(1).strip())
            .toList();
    assertThat(lines).isNotEmpty();
    for (String line : lines) {
      if (!line.contains("...") && !line.contains(" PATH")) {
        Palimpsest.commandLine().parseArgs(line.split(" "));
      }
    }
  }

  private int run(String... args) {
    List<String> all = new ArrayList<>(List.of("migrate", "portfolio"));
    all.addAll(List.of(args));
    all.addAll(
        List.of(
            "--address",
            "http://127.0.0.1:" + server.getAddress().getPort(),
            "--reader-token-file",
            folder.resolve("reader").toString(),
            "--token-file",
            folder.resolve("token").toString()));
    CommandLine line = Palimpsest.commandLine();
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    return line.execute(all.toArray(String[]::new));
  }

  private void answer(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String path = exchange.getRequestURI().toString();
    asked.add(exchange.getRequestMethod() + " " + path + " " + body);
    byte[] answer = answer(path).replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
  }

  private String answer(String path) {
    if (path.equals("/migrations/portfolio/frozen")) {
      frozen = true;
    }
    if (path.startsWith("/migrations/portfolio/archive")) {
      return "{'archived': 'first/2026-11-29-0d3f7c1e'}";
    }
    if (path.endsWith("/contract.json")) {
      return "{'plan': {'namespace': 'proposals'}, 'hash': 'abc', 'obstacle': %s}"
          .formatted(obstacle);
    }
    boolean asksNoJob = !path.contains("plan=") && !path.contains("/contract");
    if (path.startsWith("/migrations/portfolio") && asksNoJob) {
      return "{'run': {'job': '%s', 'state': '%s'}}".formatted(JOB, state);
    }
    boolean over = frozen || !state.equals("AWAITS_FREEZE");
    return "{'id': '%s', 'state': '%s', 'done': 1, 'total': 1, 'counts': {%s}, 'parameters': {}}"
        .formatted(JOB, over ? "DONE" : "RUNNING", counts);
  }
}
