package io.palimpsest.cli;

import static org.assertj.core.api.Assertions.assertThat;

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

/** What the commands of compliance ask of the service, and what they make of a refusal. */
class EraseCommandTest {
  private static final String ID = "7b7a0d5c-1c3a-4d53-8c0f-5f5f6d0e4a11";

  @TempDir Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final List<String> asked = new ArrayList<>();
  private HttpServer server;
  private int status = 200;
  private String answer = "{\"id\":\"" + ID + "\"}";

  @BeforeEach
  void listen() throws IOException {
    Files.writeString(folder.resolve("token"), "a-token");
    server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void aHoldNamesScopeAndBasis() {
    assertThat(run("hold", "--scope", "twin", "--id", "ada,coach", "--basis", "litigation"))
        .isEqualTo(ExitCode.DONE.code());
    assertThat(asked).hasSize(1);
    assertThat(asked.getFirst())
        .startsWith("POST /erasures/holds ")
        .contains("\"type\":\"TWIN\"", "[\"ada\",\"coach\"]", "\"basis\":\"litigation\"");
    assertThat(out.toString()).contains(ID);
  }

  @Test
  void aHoldIsReleasedByItsId() {
    assertThat(run("release", ID)).isEqualTo(ExitCode.DONE.code());
    assertThat(asked).containsExactly("DELETE /erasures/holds/" + ID + " ");
  }

  @Test
  void aListOfHoldsSaysWhoseTheyAre() {
    answer =
        "[{\"id\":\"%s\",\"scope\":{\"type\":\"TWIN\",\"ids\":[\"ada\",\"coach\"]},\"basis\":\"litigation\"}]"
            .formatted(ID);

    assertThat(run("holds")).isEqualTo(ExitCode.DONE.code());

    assertThat(out.toString()).contains("TYPE", "IDS", "TWIN", "coach", "litigation");
  }

  @Test
  void holdsAreListedWholeOrOfAScope() {
    assertThat(run("holds")).isEqualTo(ExitCode.DONE.code());
    assertThat(run("holds", "--scope", "twin", "--id", "ada,coach"))
        .isEqualTo(ExitCode.DONE.code());
    assertThat(asked)
        .containsExactly(
            "GET /erasures/holds?limit=200 ",
            "GET /erasures/holds?type=TWIN&ids=ada&ids=coach&limit=200 ");
    assertThat(run("holds", "--scope", "twin")).isEqualTo(ExitCode.USAGE.code());
  }

  @Test
  void aRequestIsRejectedWithAReason() {
    assertThat(run("reject", ID, "--reason", "identity.not_shown")).isEqualTo(ExitCode.DONE.code());
    assertThat(asked)
        .containsExactly("POST /erasures/" + ID + "/reject {\"reason\":\"identity.not_shown\"}");
  }

  @Test
  void aListIsSentInPartsUnderItsHeaderAndOnlyWithYes() throws IOException {
    Path file = folder.resolve("drop.csv");
    Files.writeString(file, "type,ids\n" + "CREATOR,ada\n".repeat(4_000));
    answer = "{\"line\":2,\"result\":\"ACCEPTED\"}\n";
    assertThat(run("list", file.toString())).isEqualTo(ExitCode.DONE.code());
    assertThat(asked).isEmpty();
    assertThat(out.toString()).contains("nothing was requested");

    assertThat(run("list", file.toString(), "--yes")).isEqualTo(ExitCode.DONE.code());
    assertThat(asked)
        .hasSize(2)
        .allMatch(sent -> sent.startsWith("POST /erasures/lists?list=drop.csv type,ids\nCREATOR,"))
        .allMatch(sent -> sent.length() < 64 * 1024);
    assertThat(asked.stream().mapToLong(sent -> sent.lines().count() - 1).sum()).isEqualTo(4_000);
    assertThat(out.toString().lines().map(line -> line.split(" +")[0]))
        .contains("2", "" + (2 + first()));
  }

  /** How many lines of the file the first part had. */
  private long first() {
    return asked.getFirst().lines().count() - 1;
  }

  @Test
  void candidatesAreAskedForByText() {
    assertThat(run("candidates", "Ada & Co")).isEqualTo(ExitCode.DONE.code());
    assertThat(asked).containsExactly("GET /erasures/candidates?q=Ada+%26+Co ");
  }

  @Test
  void aRefusalIsSaidAndFails() {
    status = 409;
    answer = "{\"title\":\"Conflict\",\"detail\":\"past the point of no return\"}";
    assertThat(run("reject", ID, "--reason", "other")).isEqualTo(ExitCode.FAILED.code());
    assertThat(err.toString()).contains("409", "past the point of no return");
  }

  @Test
  void aCommandWithoutItsReasonIsNotSent() {
    assertThat(run("reject", ID)).isEqualTo(ExitCode.USAGE.code());
    assertThat(asked).isEmpty();
  }

  @Test
  void withoutYesThePlanAloneIsAskedForAndWhatWasNotDoneIsSaid() {
    answer = "{\"state\":\"PLANNED\",\"ended\":true}";
    assertThat(run("request", "--scope", "twin", "--id", "ada,coach"))
        .isEqualTo(ExitCode.DONE.code());
    assertThat(asked.getFirst()).startsWith("POST /erasures ").contains("\"dry_run\":true");
    assertThat(err.toString()).contains("nothing was requested; --yes does it");
    assertThat(out.toString()).doesNotContain("nothing was requested");
  }

  @Test
  void ofATypoItSaysThatNothingWasFoundAndPromisesNothing() {
    answer = "{\"state\":\"NOTHING_FOUND\",\"ended\":true}";
    assertThat(run("request", "--scope", "twin", "--id", "ada,nosuch"))
        .isEqualTo(ExitCode.DONE.code());
    assertThat(err.toString())
        .contains("nothing found under these ids; nothing was erased and nothing was requested")
        .doesNotContain("--yes");
    assertThat(run("request", "--scope", "twin", "--id", "ada,nosuch", "--yes"))
        .isEqualTo(ExitCode.DONE.code());
    assertThat(asked.getLast()).contains("\"dry_run\":false");
    assertThat(err.toString()).contains("nothing found; nothing was erased");
  }

  @Test
  void aPlanThatIsNotMadeYetIsNotCalledOne() {
    answer = "{\"state\":\"RECEIVED\",\"ended\":false,\"request_id\":\"" + ID + "\"}";
    assertThat(run("plan", "--scope", "twin", "--id", "ada,coach")).isEqualTo(ExitCode.DONE.code());
    assertThat(err.toString()).contains("the plan is not made yet", ID);
  }

  @Test
  void aDemandSaysWhenItWasReceivedWhyAndUnderWhichNumber() {
    assertThat(
            run(
                "request",
                "--scope=creator",
                "--id=ada",
                "--yes",
                "--received=2026-01-31",
                "--reason=contract-ended",
                "--reference=CASE-4711",
                "--personal-reference"))
        .isEqualTo(ExitCode.DONE.code());
    assertThat(asked.getFirst())
        .contains(
            "\"received_at\":\"2026-01-31T00:00:00Z\"",
            "\"reason\":\"CONTRACT_ENDED\"",
            "\"external_reference\":\"CASE-4711\"",
            "\"external_reference_personal\":true");
    assertThat(run("request", "--scope=creator", "--id=ada", "--received=yesterday"))
        .isEqualTo(ExitCode.USAGE.code());
  }

  @Test
  void aRequestIsFoundByItsReferenceAsByItsId() {
    for (String command : List.of("status", "cancel", "export", "certificate")) {
      assertThat(run(command, "er_0123456789ab")).isEqualTo(ExitCode.DONE.code());
      assertThat(asked.getLast()).contains(" /erasures/er_0123456789ab");
      assertThat(run(command, ID)).isEqualTo(ExitCode.DONE.code());
      assertThat(asked.getLast()).contains(" /erasures/" + ID);
    }
    assertThat(run("status", "ada/../holds")).isEqualTo(ExitCode.USAGE.code());
  }

  @Test
  void aCertificateIsWrittenAsAFileAndAsAPage(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("c.tlog-proof");
    Path page = folder.resolve("c.html");

    assertThat(run("certificate", ID, "--to=" + file, "--page=" + page))
        .isEqualTo(ExitCode.DONE.code());
    assertThat(asked)
        .containsExactly(
            "GET /erasures/" + ID + "/certificate.tlog-proof ",
            "GET /console/erasures/" + ID + "/certificate ");
    assertThat(file).hasContent(answer);
    assertThat(page).hasContent(answer);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body);
      byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().add("Content-Type", "application/json");
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private int run(String... args) {
    List<String> line = new ArrayList<>(List.of("erase"));
    line.addAll(List.of(args));
    line.add("--address=http://127.0.0.1:" + server.getAddress().getPort());
    line.add("--token-file=" + folder.resolve("token"));
    return Palimpsest.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(line.toArray(String[]::new));
  }
}
