package io.palimpsest.cli;

import io.palimpsest.audit.verify.LogCopy;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * Stands in for kcat where there is none, for the one call that docs/auditing.md makes; a machine
 * with kcat runs kcat.
 */
final class KcatByJava {
  private static final List<String> CALL =
      List.of(
          "-F",
          "kafka.conf",
          "-C",
          "-t",
          "palimpsest.audit.v1",
          "-p",
          "0",
          "-o",
          "beginning",
          "-e",
          "-q",
          "-f",
          "%k %s\\n");

  private KcatByJava() {}

  /** Puts a program of that name into a folder, unless there is one on the path. */
  static void standIn(Path folder) throws IOException, InterruptedException {
    try {
      new ProcessBuilder("kcat", "-V")
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException absent) {
      System.out.println("there is no kcat: a stand-in reads the topic");
      String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
      Path program =
          Files.writeString(
              folder.resolve("kcat"),
              "#!/bin/sh\nexec '%s' -cp '%s' %s \"$@\"\n"
                  .formatted(
                      java, System.getProperty("java.class.path"), KcatByJava.class.getName()));
      program.toFile().setExecutable(true);
    }
  }

  public static void main(String... args) throws Exception {
    if (!List.of(args).equals(CALL)) {
      throw new IllegalArgumentException("not the call of the page: " + List.of(args));
    }
    Properties config = new Properties();
    try (InputStream file = Files.newInputStream(Path.of("kafka.conf"))) {
      config.load(file);
    }
    try (TopicCopy topic = TopicCopy.connect(config.getProperty("bootstrap.servers"), Map.of());
        LogCopy.Entries entries = topic.entries(Long.MAX_VALUE);
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8)) {
      for (List<LogCopy.Entry> next = entries.next(); !next.isEmpty(); next = entries.next()) {
        for (LogCopy.Entry entry : next) {
          out.print(entry.index() + " ");
          out.write(entry.bytes());
          out.print('\n');
        }
      }
    }
  }
}
