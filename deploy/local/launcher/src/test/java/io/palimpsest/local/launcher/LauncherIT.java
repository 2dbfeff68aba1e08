package io.palimpsest.local.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
    assertThat(run("status").code()).isEqualTo(ExitCodes.FAILED);
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
  void upOverAPartThatHasEndedStartsTheStackAgain() throws Exception {
    run("up", "--parts=documents");
    ProcessHandle part = supervisor().descendants().findFirst().orElseThrow();
    part.destroyForcibly();
    await().atMost(LONG).until(() -> !part.isAlive());

    Result again = run("up", "--parts=documents");

    assertThat(again.code()).isZero();
    assertThat(again.output()).contains("documents has ended").doesNotContain("up already");
    assertThat(run("status").code()).isEqualTo(ExitCodes.DONE);
  }

  @Test
  void ofTwoUpsAtOnceOneStartsTheStackAndTheOtherFindsIt() throws Exception {
    Process one = start("up", "--parts=documents");
    Process two = start("up", "--parts=documents");

    assertThat(List.of(one.waitFor(), two.waitFor())).containsOnly(ExitCodes.DONE);

    assertThat(processes()).hasSize(2).allMatch(ProcessHandle::isAlive);
    assertThat(run("status").code()).isEqualTo(ExitCodes.DONE);
  }

  @Test
  void whenTheSupervisorIsKilledTheStackEndsAndUpWorksAgain() throws Exception {
    run("up", "--parts=documents");
    List<ProcessHandle> processes = processes();
    supervisor().destroyForcibly();

    await().atMost(LONG).until(() -> processes.stream().noneMatch(ProcessHandle::isAlive));
    assertThat(run("status").code()).isEqualTo(ExitCodes.FAILED);
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

      assertThat(up.code()).isEqualTo(ExitCodes.FAILED);
      assertThat(up.output()).contains("port " + port + ", which documents is to use, is in use");
      assertThat(run("status").output()).contains("No stack is up");
    }
  }

  @Test
  void containersWithoutAnEngineHaveTheirOwnExitCode() throws Exception {
    Result up = run("up", "--containers");

    if (up.code() != ExitCodes.NO_ENGINE) {
      assertThat(up.output()).contains("is there");
    } else {
      assertThat(up.output()).contains("no container engine answers (tried docker and podman)");
    }
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
    Process process = start(arguments);
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Result(process.waitFor(), output);
  }

  private Process start(String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                // A shell that runs tests in the background ignores SIGINT, and JVMs inherit that.
                "env",
                "--default-signal=INT",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-D" + Checkout.PROPERTY + "=" + Checkout.find().root(),
                "-D" + StateFolder.PROPERTY + "=" + state,
                "-cp",
                System.getProperty("java.class.path"),
                Launcher.class.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  private record Result(int code, String output) {}
}
