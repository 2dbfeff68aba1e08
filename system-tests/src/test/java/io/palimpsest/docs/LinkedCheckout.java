package io.palimpsest.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A checkout that is built already: its folders are links to this one, what it keeps is its own. So
 * nothing of a stack that somebody left running here is touched.
 */
final class LinkedCheckout {
  private static final Set<String> OWN = Set.of(".palimpsest", ".git", "docs");

  private final Path root;

  /**
   * @param root an empty folder
   */
  LinkedCheckout(Path root) throws IOException {
    this.root = root;
    try (Stream<Path> entries = Files.list(Pages.CHECKOUT)) {
      for (Path entry : entries.toList()) {
        String name = entry.getFileName().toString();
        if (!OWN.contains(name)) {
          Files.createSymbolicLink(root.resolve(name), entry);
        }
      }
    }
    copy(Pages.CHECKOUT.resolve("docs"), root.resolve("docs"));
    Files.createDirectories(root.resolve(".palimpsest"));
    Files.createFile(root.resolve(".palimpsest/build.stamp"));
  }

  /**
   * How a shell ended.
   *
   * @param code its exit code
   * @param out what it wrote, to both streams
   */
  record Ended(int code, String out) {}

  Path root() {
    return root;
  }

  /** Runs a script by bash, in the checkout. */
  Ended bash(String script, long longestMinutes) throws IOException, InterruptedException {
    Path file = Files.writeString(root.resolve(".palimpsest/script.sh"), script);
    Path out = root.resolve(".palimpsest/script.out");
    Process process =
        new ProcessBuilder(List.of("bash", file.toString()))
            .directory(root.toFile())
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .start();
    process.getOutputStream().close();
    boolean ended = process.waitFor(longestMinutes, TimeUnit.MINUTES);
    if (!ended) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    String said = Files.readString(out, StandardCharsets.UTF_8);
    assertThat(ended).as("it ended in time: " + said).isTrue();
    return new Ended(process.exitValue(), said);
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
  }
}
