package io.palimpsest.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.palimpsest.tenancy.Principal;
import io.palimpsest.tenancy.Role;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The console in a headless Chromium, driven by {@code src/test/node/journey.mjs}. Without Chromium
 * or Node 20 with npm it is reported as not run.
 */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class ConsoleBrowserIT extends ErasureStack {
  private static final Path SCRIPTS = Path.of("src", "test", "node");
  private static final Path WORK = Path.of("target", "console");
  private static final List<String> BROWSERS =
      List.of("chromium", "chromium-browser", "google-chrome");
  private static final long LONGEST_MINUTES = 8;

  @TestHTTPResource("/console")
  URI console;

  @Test
  void everyTaskIsDoneByKeyboardAndByPointerOnPagesThatEverybodyCanRead() throws Exception {
    String browser =
        Stream.concat(Stream.ofNullable(System.getenv("CHROMIUM")), BROWSERS.stream())
            .filter(ConsoleBrowserIT::isThere)
            .findFirst()
            .orElse("");
    assumeTrue(!browser.isEmpty(), "NOT RUN: there is no Chromium");
    assumeTrue(isThere("node") && isThere("npm"), "NOT RUN: there is no node with npm");
    List<String> creators = Stream.of("a", "b", "c", "d").map(creator::concat).toList();
    creators.forEach(each -> ingest.creator(each, List.of("coach"), 1));
    install();

    String said =
        run(
            Map.of(
                "CONSOLE", console.toString(),
                "BROWSER", located(browser),
                "CREATORS", String.join(",", creators),
                "FIRST", token(compliance("mira")),
                "SECOND", token(compliance("otto")),
                "AUDITOR", token(somebody("anna", Role.AUDITOR)),
                "OPERATOR", token(somebody("olga", Role.OPERATOR))),
            "node",
            "journey.mjs");

    assertThat(said).contains("tasks done: 87, pages checked: 68");
  }

  private static void install() throws IOException, InterruptedException {
    Files.createDirectories(WORK);
    for (String file : List.of("package.json", "journey.mjs")) {
      Files.copy(SCRIPTS.resolve(file), WORK.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }
    run(
        Map.of(),
        "npm",
        "install",
        "--no-package-lock",
        "--ignore-scripts",
        "--no-audit",
        "--no-fund");
  }

  private static Principal somebody(String name, Role role) {
    return new Principal(name, Set.of(role), Optional.empty(), Set.of());
  }

  private static boolean isThere(String tool) {
    try {
      return new ProcessBuilder(tool, "--version")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException absent) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** The file of a command, as the driver wants it. */
  private static String located(String command) {
    return Stream.of(System.getenv("PATH").split(":"))
        .map(folder -> Path.of(folder, command))
        .filter(Files::isExecutable)
        .map(Path::toString)
        .findFirst()
        .orElse(command);
  }

  private static String run(Map<String, String> environment, String... command)
      throws IOException, InterruptedException {
    Path output = WORK.resolve(command[0] + ".log");
    // Streams of its own: Node makes those that it inherits non-blocking, which ends this JVM's.
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(WORK.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    boolean ended = process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES);
    if (!ended) {
      process.destroyForcibly();
    }
    String said = Files.readString(output);
    assertThat(ended).as(said).isTrue();
    assertThat(process.exitValue()).as(said).isZero();
    return said;
  }
}
