package io.palimpsest.local.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.palimpsest.cli.frame.ExitCode;
import io.palimpsest.local.stack.Checkout;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands as processes, on the part that starts quickest. */
class LauncherIT {

  private static final Duration LONG = Duration.ofMinutes(2);

  @TempDir Path state;

  @AfterEach
  void down() throws Exception {
    run("down");
  }

  @Test
  void upLeavesTheStackRunningUntilDownAndItsDataStays() throws Exception {
    Result up = run("up", "--parts=documents");
    assertThat(up.code()).isZero();
    assertThat(up.output()).contains("documents").contains("mongodb://127.0.0.1:");
    List<ProcessHandle> processes = processes();
    assertThat(processes).hasSize(2).allMatch(ProcessHandle::isAlive);
    assertThat(run("status").output()).contains("documents", "running", "MB");
    assertThat(run("logs", "documents").output()).contains("listening on port");

    Result down = run("down");

    assertThat(down.code()).isZero();
    assertThat(processes).noneMatch(ProcessHandle::isAlive);
    assertThat(run("status").code()).isEqualTo(ExitCode.FAILED.code());
    assertThat(state.resolve("stack/data/documents/documents.mv")).exists();
  }

  @Test
  void aSecondUpFindsTheFirstAndAFreshOneForgetsIt() throws Exception {
    run("up", "--parts=documents");
    List<ProcessHandle> first = processes();
    Path mark = Files.createFile(state.resolve("stack/data/mark"));

    assertThat(run("up", "--parts=documents").output()).contains("up already");
    assertThat(processes()).isEqualTo(first);
    assertThat(run("up", "--fresh", "--parts=documents").code()).isZero();

    assertThat(first).noneMatch(ProcessHandle::isAlive);
    assertThat(mark).doesNotExist();
  }

  @Test
  void aPartThatDiesIsStartedAgainAndStatusSaysSo() throws Exception {
    run("up", "--parts=documents");
    ProcessHandle part = supervisor().descendants().findFirst().orElseThrow();
    part.destroyForcibly();

    await()
        .atMost(LONG)
        .untilAsserted(
            () ->
                assertThat(run("status").output())
                    .contains("documents ended by itself and was started again (restarts: 1)"));

    Result status = run("status");
    assertThat(status.code()).isEqualTo(ExitCode.DONE.code());
    assertThat(status.output()).contains("running").doesNotContain(Long.toString(part.pid()));
    assertThat(run("logs", "supervisor").output()).contains("ended with code 137", "restart 1");
  }

  @Test
  void aPartThatEndsAgainAndAgainIsGivenUpAndUpStartsTheStackAgain() throws Exception {
    run("up", "--parts=documents");
    Path data = state.resolve("stack/data/documents/documents.mv");
    ProcessHandle part = supervisor().descendants().findFirst().orElseThrow();
    signal("STOP", part);
    Files.writeString(data, "nothing that the part can begin with");
    part.destroyForcibly();

    await()
        .atMost(LONG)
        .untilAsserted(() -> assertThat(run("status").output()).contains("given up"));
    assertThat(run("status").code()).isEqualTo(ExitCode.FAILED.code());
    assertThat(supervisor().descendants()).as("no restart without end").isEmpty();

    Files.delete(data);
    Result again = run("up", "--parts=documents");

    assertThat(again.code()).isZero();
    assertThat(again.output()).contains("documents has ended").doesNotContain("up already");
    assertThat(run("status").code()).isEqualTo(ExitCode.DONE.code());
  }

  @Test
  void ofTwoUpsAtOnceOneStartsTheStackAndTheOtherFindsIt() throws Exception {
    Process one = start("up", "--parts=documents");
    Process two = start("up", "--parts=documents");

    assertThat(List.of(one.waitFor(), two.waitFor())).containsOnly(ExitCode.DONE.code());

    assertThat(processes()).hasSize(2).allMatch(ProcessHandle::isAlive);
    assertThat(run("status").code()).isEqualTo(ExitCode.DONE.code());
  }

  @Test
  void whenTheSupervisorIsKilledTheStackEndsAndUpWorksAgain() throws Exception {
    run("up", "--parts=documents");
    List<ProcessHandle> processes = processes();
    supervisor().destroyForcibly();

    await().atMost(LONG).until(() -> processes.stream().noneMatch(ProcessHandle::isAlive));
    assertThat(run("status").code()).isEqualTo(ExitCode.FAILED.code());
    assertThat(run("up", "--parts=documents").code()).isZero();
  }

  @Test
  void anInterruptedUpLeavesNoProcess() throws Exception {
    Process up = start("up", "--parts=documents,registry");
    await().atMost(LONG).until(() -> Files.exists(state.resolve("stack/logs/documents.log")));
    List<ProcessHandle> processes = new ArrayList<>(up.descendants().toList());
    assertThat(processes).isNotEmpty();

    // What Ctrl-C sends.
    new ProcessBuilder("kill", "-INT", Long.toString(up.pid())).start().waitFor();

    assertThat(up.waitFor()).isNotZero();
    await().atMost(LONG).until(() -> processes.stream().noneMatch(ProcessHandle::isAlive));
  }

  @Test
  void aPartThatCannotStartIsNamedAndNoProcessIsLeft() throws Exception {
    try (ServerSocket owner = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(owner.getLocalPort());

      Result up = run("up", "--parts=documents", "--port=documents=" + port);

      assertThat(up.code()).isEqualTo(ExitCode.FAILED.code());
      assertThat(up.output()).contains("port " + port + ", which documents is to use, is in use");
      assertThat(run("status").output()).contains("No stack is up");
    }
  }

  @Test
  void containersWithoutAnEngineHaveTheirOwnExitCode() throws Exception {
    Path tools = Files.createDirectory(state.resolve("tools"));

    Result none = withTools(tools, "up", "--containers");

    assertThat(none.code()).isEqualTo(ExitCode.NOT_RUN.code());
    assertThat(none.output()).contains("no container engine answers (tried docker and podman)");

    engine(tools, "docker", 1);
    assertThat(withTools(tools, "up", "--containers").code()).isEqualTo(ExitCode.NOT_RUN.code());

    engine(tools, "podman", 0);
    Result one = withTools(tools, "up", "--containers");
    assertThat(one.code()).isEqualTo(ExitCode.FAILED.code());
    assertThat(one.output()).contains("podman is there").doesNotContain("docker");
  }

  private static void signal(String signal, ProcessHandle process) throws Exception {
    assertThat(
            new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                .start()
                .waitFor())
        .isZero();
  }

  /** An engine that answers with this exit code. */
  private static void engine(Path tools, String name, int exit) throws IOException {
    Path script = Files.writeString(tools.resolve(name), "#!/bin/sh\nexit " + exit + "\n");
    assertThat(script.toFile().setExecutable(true)).isTrue();
  }

  private ProcessHandle supervisor() throws IOException {
    String text = Files.readString(state.resolve("stack/supervisor.pid"));
    return ProcessId.parse(text).flatMap(ProcessId::find).orElseThrow();
  }

  private List<ProcessHandle> processes() throws IOException {
    List<ProcessHandle> all = new ArrayList<>(supervisor().descendants().toList());
    all.add(supervisor());
    return all;
  }

  private Result run(String... arguments) throws IOException, InterruptedException {
    return result(start(arguments));
  }

  /** Runs a command that finds no other programs than those. */
  private Result withTools(Path tools, String... arguments)
      throws IOException, InterruptedException {
    ProcessBuilder command = command(arguments);
    command.environment().put("PATH", tools.toString());
    return result(command.start());
  }

  private static Result result(Process process) throws IOException, InterruptedException {
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Result(process.waitFor(), output);
  }

  private Process start(String... arguments) throws IOException {
    return command(arguments).start();
  }

  private ProcessBuilder command(String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                // A shell that runs tests in the background ignores SIGINT, and JVMs inherit that.
                "/usr/bin/env",
                "--default-signal=INT",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-D" + Checkout.PROPERTY + "=" + Checkout.find().root(),
                "-D" + StateFolder.PROPERTY + "=" + state,
                "-cp",
                System.getProperty("java.class.path"),
                Launcher.class.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectErrorStream(true);
  }

  private record Result(int code, String output) {}
}
