package io.palimpsest.local.vectors.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.local.vectors.index.IndexSettings;
import io.palimpsest.local.vectors.server.LocalServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs {@code src/test/node/contract.test.mjs}: the official TypeScript client as it is published.
 * Without Node 20 and npm it is reported as not run.
 */
class TypeScriptClientContractIT {
  private static final Path SOURCES = Path.of("src/test/node");
  private static final Path INSTALLED = Path.of("target/node");
  private static final Pattern SUMMARY = Pattern.compile("# (pass|fail|skipped) (\\d+)");
  private static final int CASES = 13;

  @TempDir Path dataDir;

  @Test
  void theOfficialTypeScriptClientWorksUnmodified() throws Exception {
    Assumptions.assumeTrue(
        nodeMajor() >= 20,
        "NOT RUN: the contract of the TypeScript client needs Node 20 or newer and npm");
    install();
    IndexSettings settings =
        new IndexSettings(8, Duration.ofMinutes(1), Duration.ofMinutes(1), 1 << 27);
    try (LocalServer server = LocalServer.start(dataDir, settings)) {
      Run run = run("http://localhost:" + server.port(), "node", "--test", "--test-reporter=tap");
      assertThat(run.exit()).as(run.output()).isZero();
      assertThat(count(run, "pass")).isEqualTo(CASES);
      assertThat(count(run, "fail")).isZero();
      assertThat(count(run, "skipped")).isZero();
    }
  }

  private record Run(int exit, String output) {}

  private static int nodeMajor() throws InterruptedException {
    try {
      Files.createDirectories(INSTALLED);
      Run node = run("", "node", "--version");
      boolean npm = run("", "npm", "--version").exit() == 0;
      Matcher version = Pattern.compile("v(\\d+)").matcher(node.output());
      return npm && version.find() ? Integer.parseInt(version.group(1)) : 0;
    } catch (IOException absent) {
      return 0;
    }
  }

  private static void install() throws IOException, InterruptedException {
    for (String file : new String[] {"package.json", ".npmrc", "contract.test.mjs"}) {
      Files.copy(
          SOURCES.resolve(file), INSTALLED.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }
    Run install = run("", "npm", "install", "--no-package-lock", "--ignore-scripts");
    assertThat(install.exit()).as(install.output()).isZero();
  }

  private static Run run(String server, String... command)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(INSTALLED.toFile()).redirectErrorStream(true);
    builder.environment().put("SERVER", server);
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
    return new Run(process.exitValue(), output);
  }

  private static int count(Run run, String kind) {
    Matcher lines = SUMMARY.matcher(run.output());
    while (lines.find()) {
      if (lines.group(1).equals(kind)) {
        return Integer.parseInt(lines.group(2));
      }
    }
    throw new AssertionError("no summary in: " + run.output());
  }
}
