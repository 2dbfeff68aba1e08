package io.palimpsest.local.stack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The end of a log file, for messages about a part that died. */
public final class LogTail {

  private static final int LINES = 25;
  private static final int LINE_LENGTH = 400;

  private LogTail() {}

  /** The last lines written at or after a position; empty when there is no file. */
  static List<String> since(Path log, long position) {
    try (var in = Files.newInputStream(log)) {
      in.skipNBytes(position);
      return last(new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList());
    } catch (IOException unreadable) {
      return List.of();
    }
  }

  /** The last lines of the whole file; empty when there is no file. */
  public static List<String> of(Path log) {
    return since(log, 0);
  }

  private static List<String> last(List<String> lines) {
    return lines.subList(Math.max(0, lines.size() - LINES), lines.size()).stream()
        .map(LogTail::shortened)
        .toList();
  }

  private static String shortened(String line) {
    return line.length() <= LINE_LENGTH ? line : line.substring(0, LINE_LENGTH) + " ...";
  }
}
