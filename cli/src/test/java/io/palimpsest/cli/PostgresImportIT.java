package io.palimpsest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.palimpsest.cli.frame.ExitCode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/**
 * Reads a real PostgreSQL, started from the Debian package {@code postgresql}. Where the package is
 * missing it is reported as not run. The rows that arrive are those of {@code ImportIT}.
 */
class PostgresImportIT {
  private static final Path PACKAGE = Path.of("/usr/lib/postgresql");
  private static final String PASSWORD = "do-not-print-me";

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final List<String> posted = new ArrayList<>();
  private Path folder = Path.of(".");
  private Path programs = PACKAGE;
  private int port;

  @BeforeEach
  void start() throws Exception {
    Optional<Path> found = programs();
    Assumptions.assumeTrue(
        found.isPresent(),
        "NOT RUN: import from PostgreSQL needs the Debian package postgresql and user postgres");
    programs = found.orElseThrow();
    folder = Files.createTempDirectory("palimpsest-postgres");
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
    Path password = Files.writeString(folder.resolve("password"), PASSWORD);
    Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-r--r--"));
    port = freePort();
    run(
        "initdb",
        "--no-sync",
        "-D",
        data(),
        "-U",
        "reader",
        "-A",
        "scram-sha-256",
        "--pwfile=" + password);
    run(
        "pg_ctl",
        "-D",
        data(),
        "-w",
        "-l",
        folder.resolve("log").toString(),
        "-o",
        options(),
        "start");
  }

  @AfterEach
  void stop() throws Exception {
    if (port > 0) {
      run("pg_ctl", "-D", data(), "-m", "immediate", "-w", "stop");
      run("rm", "-r", data());
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  @Test
  void theTablesArriveAsLinesParentsFirstAndThePlanComesFirst() throws Exception {
    fill(
        "CREATE TABLE sources (creator_id text, twin_id text, source_id text, title text,"
            + " media_type varchar(80), metadata jsonb, content text, internal_note text)",
        "CREATE TABLE twins (creator_id text, twin_id text, display_name text)",
        "CREATE TABLE creators (creator_id text, display_name text, external_reference text)",
        "INSERT INTO sources VALUES ('sainath.no.1', 'coach', 's1', 'Über \"all\"', NULL,"
            + " '{\"pages\": 12, \"tags\": [\"a\"]}', E'line one\\nline two', 'never leaves')",
        "INSERT INTO twins VALUES ('sainath.no.1', 'coach', 'Coach')",
        "INSERT INTO creators VALUES ('sainath.no.1', 'Sainath', 'crm-7')");

    assertThat(importing(url())).isEqualTo(ExitCode.DONE.code());

    assertThat(posted)
        .containsExactly(
            "/registry/import?plan=true",
            "{'table':'creators','creator_id':'sainath.no.1','display_name':'Sainath',"
                + "'external_reference':'crm-7'}",
            "{'table':'twins','creator_id':'sainath.no.1','twin_id':'coach',"
                + "'display_name':'Coach'}",
            "{'table':'sources','creator_id':'sainath.no.1','twin_id':'coach','source_id':'s1',"
                + "'title':'Über \\'all\\'','metadata':{'tags':['a'],'pages':12},"
                + "'content':'line one\\nline two'}");
    assertThat(err.toString()).contains("3 rows read", "nothing was imported; --yes does it");

    posted.clear();
    assertThat(importing(url(), "--yes")).isEqualTo(ExitCode.DONE.code());
    assertThat(posted).hasSize(4).startsWith("/registry/import?plan=false");
  }

  @Test
  void manyRowsAreReadInOrderAndAMissingTableIsSaid() throws Exception {
    fill(
        "CREATE TABLE creators AS SELECT 'c' || n AS creator_id FROM generate_series(1, 5000) n",
        "CREATE TABLE twins (creator_id text, twin_id text)");
    assertThat(importing(url())).isEqualTo(ExitCode.FAILED.code());
    assertThat(err.toString()).contains("state 42P01").doesNotContain(PASSWORD);
    assertThat(posted).isEmpty();

    fill("CREATE TABLE sources (source_id text)");
    assertThat(importing(url())).isEqualTo(ExitCode.DONE.code());
    assertThat(posted).hasSize(5_001).endsWith("{'table':'creators','creator_id':'c5000'}");
  }

  @Test
  void aWrongPasswordIsRefusedWithoutBeingRepeated() throws Exception {
    assertThat(importing(url().replace(PASSWORD, "wrong-one"))).isEqualTo(ExitCode.FAILED.code());
    assertThat(err.toString()).contains("state 28P01").doesNotContain("wrong-one");
    assertThat(importing("mysql://reader:wrong-one@127.0.0.1/x")).isEqualTo(ExitCode.FAILED.code());
    assertThat(importing("postgresql://reader:wrong-one %@127.0.0.1/x"))
        .isEqualTo(ExitCode.FAILED.code());
    assertThat(err.toString()).contains("begins with").doesNotContain("wrong-one");
  }

  @Test
  void theTwinsOfTheTableOwnTheNamespacesThatAPlanMoves() throws Exception {
    fill(
        "CREATE TABLE creators (creator_id text)",
        "CREATE TABLE sources (source_id text)",
        "CREATE TABLE twins (creator_id text, twin_id text, external_reference text)",
        "INSERT INTO twins VALUES"
            + " ('sainath.no.1', 'coach', '0d2f7a52-1111-4222-8333-944455556666'),"
            + " ('ada', '1d2f7a52-1111-4222-8333-944455556666', NULL)");

    assertThat(
            asking(
                List.of("namespaces", "plan", "--model", "m", "--from-postgres", url()), List.of()))
        .isEqualTo(ExitCode.DONE.code());

    assertThat(posted).hasSize(2).startsWith("/namespaces/plan");
    assertThat(posted.getLast())
        .contains(
            "{'namespace':'0d2f7a52-1111-4222-8333-944455556666','creator_id':'sainath.no.1',"
                + "'twin_id':'coach'}",
            "{'namespace':'1d2f7a52-1111-4222-8333-944455556666','creator_id':'ada',"
                + "'twin_id':'1d2f7a52-1111-4222-8333-944455556666'}")
        .doesNotContain(PASSWORD);
  }

  private int importing(String url, String... more) throws IOException {
    return asking(List.of("registry", "import", "--from-postgres", url), List.of(more));
  }

  private int asking(List<String> command, List<String> more) throws IOException {
    HttpServer registry =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    registry.createContext(
        "/",
        call -> {
          posted.add(call.getRequestURI().toString());
          new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .map(line -> line.replace('"', '\''))
              .forEach(posted::add);
          byte[] answer = "{}".getBytes(StandardCharsets.UTF_8);
          call.sendResponseHeaders(200, answer.length);
          call.getResponseBody().write(answer);
          call.close();
        });
    registry.start();
    try {
      Path token = Files.writeString(folder.resolve("token"), "token");
      List<String> args = new ArrayList<>(command);
      args.addAll(
          List.of(
              "--token-file",
              token.toString(),
              "--address",
              "http://127.0.0.1:" + registry.getAddress().getPort()));
      args.addAll(more);
      CommandLine line = Palimpsest.commandLine();
      line.setOut(new PrintWriter(out, true));
      line.setErr(new PrintWriter(err, true));
      return line.execute(args.toArray(String[]::new));
    } finally {
      registry.stop(0);
    }
  }

  private void fill(String... statements) throws SQLException {
    try (Connection database =
            DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + port + "/postgres", "reader", PASSWORD);
        Statement statement = database.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private String url() {
    return "postgresql://reader:" + PASSWORD + "@127.0.0.1:" + port + "/postgres";
  }

  private String data() {
    return folder.resolve("data").toString();
  }

  private String options() {
    return "-p " + port + " -c listen_addresses=127.0.0.1 -c fsync=off -k " + folder;
  }

  /** The server refuses to run as root: then it runs as the package's own user. */
  private void run(String program, String... options) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    if (isRoot()) {
      command.addAll(List.of("runuser", "-u", "postgres", "--"));
    }
    Path own = programs.resolve(program);
    command.add(Files.exists(own) ? own.toString() : program);
    command.addAll(List.of(options));
    Path output = folder.resolve("output");
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(output)).isZero();
  }

  private static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  private static Optional<Path> programs() throws IOException {
    if (!Files.isDirectory(PACKAGE)) {
      return Optional.empty();
    }
    try (Stream<Path> versions = Files.list(PACKAGE)) {
      return versions
          .map(version -> version.resolve("bin"))
          .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
          .max(Comparator.naturalOrder());
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
