package io.palimpsest.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogTailTest {

  @TempDir Path folder;

  @Test
  void onlyTheLastLinesOfThePresentRunAreShown() throws IOException {
    Path log = folder.resolve("part.log");
    Files.writeString(log, "of an earlier run\n");
    long start = Files.size(log);
    List<String> lines = Collections.nCopies(100, "x".repeat(1_000));
    Files.writeString(log, "of an earlier run\n" + String.join("\n", lines) + "\nlast\n");

    List<String> tail = LogTail.since(log, start);

    assertThat(tail).hasSize(25).endsWith("last");
    assertThat(tail.getFirst()).hasSizeLessThan(500).endsWith(" ...");
    assertThat(LogTail.since(log, Files.size(log))).isEmpty();
  }

  @Test
  void aLogThatIsNotThereHasNoLines() {
    assertThat(LogTail.of(folder.resolve("none.log"))).isEmpty();
  }
}
