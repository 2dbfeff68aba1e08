package io.palimpsest.cli.frame;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Stream;

/** Examples of commands, in files: their keys are the names of commands with dots between. */
final class Examples {
  private final Properties lines;

  private Examples(Properties lines) {
    this.lines = lines;
  }

  static Examples read(List<String> resources) {
    Properties lines = new Properties();
    for (String resource : resources) {
      try (InputStream file =
          Objects.requireNonNull(Examples.class.getResourceAsStream(resource))) {
        lines.load(new InputStreamReader(file, StandardCharsets.UTF_8));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return new Examples(lines);
  }

  /** Lines for the help of a command; a per cent sign is doubled, as the parser's help wants it. */
  String[] of(String command) {
    return lines
        .getProperty(command.replace(' ', '.'), "")
        .lines()
        .flatMap(line -> line.isBlank() ? Stream.empty() : Stream.of("  " + line.strip()))
        .map(line -> line.replace("%", "%%"))
        .toArray(String[]::new);
  }
}
