package io.palimpsest.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.palimpsest.client.Match;
import io.palimpsest.client.PalimpsestClient;
import io.palimpsest.client.Search;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * An application in Node submits by event; where there is no Node the test is reported as not run.
 */
class NodeProducerST {
  private static final Path SCRIPTS = Path.of("src", "test", "node");
  private static final Path WORK = Path.of("target", "node");
  private static final long LONGEST_INSTALL_MINUTES = 3;

  @Test
  void anItemThatNodeSubmitsIsFound() throws Exception {
    assumeTrue(isThere("node") && isThere("npm"), "NOT RUN: there is no node with npm");
    Palimpsest palimpsest = Palimpsest.running();
    String organization = "org_" + Palimpsest.unique("boatyard");
    String item = Palimpsest.unique("port");
    palimpsest.registerOrganization(organization, Palimpsest.unique("boatyard"));
    Files.createDirectories(WORK);
    for (String file : List.of("package.json", "submit.mjs")) {
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

    run(
        Map.of(
            "BOOTSTRAP", palimpsest.stack().bootstrapServers(),
            "REGISTRY", palimpsest.stack().registryUrl().replaceAll("/apis/.*$", ""),
            "TOKEN", palimpsest.organizationToken(organization),
            "ORGANIZATION", organization,
            "ITEM", item),
        "node",
        "submit.mjs");

    try (PalimpsestClient client = palimpsest.organization(organization)) {
      await()
          .atMost(Palimpsest.AT_MOST)
          .untilAsserted(
              () ->
                  assertThat(
                          client
                              .searchPortfolio(Search.everywhere("berths for boats in winter"))
                              .join()
                              .matches())
                      .extracting(Match::itemId)
                      .containsExactly(item));
    }
  }

  private static boolean isThere(String tool) throws InterruptedException {
    try {
      return new ProcessBuilder(tool, "--version")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException absent) {
      return false;
    }
  }

  private static void run(Map<String, String> environment, String... command)
      throws IOException, InterruptedException {
    // Streams of its own: Node makes those that it inherits non-blocking, which ends this JVM's.
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(WORK.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(WORK.resolve("output.log").toFile()));
    builder.environment().putAll(environment);
    Process process = builder.start();
    boolean ended = process.waitFor(LONGEST_INSTALL_MINUTES, TimeUnit.MINUTES);
    if (!ended) {
      process.destroyForcibly();
    }
    assertThat(ended).as(String.join(" ", command)).isTrue();
    assertThat(process.exitValue()).as(String.join(" ", command)).isZero();
  }
}
