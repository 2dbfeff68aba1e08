package io.palimpsest.local.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How much memory a process holds. */
public final class ProcessMemory {

  private static final Pattern ANONYMOUS = Pattern.compile("(?m)^RssAnon:\\s+(\\d+) kB$");
  private static final int KILOBYTES = 1024;

  private ProcessMemory() {}

  /**
   * Memory that the process shares with no file (RssAnon of Linux), or all that is resident where
   * the system does not tell these apart; 0 when it tells nothing.
   */
  public static long megabytes(long pid) {
    try {
      Path status = Path.of("/proc", Long.toString(pid), "status");
      return Files.exists(status) ? anonymous(Files.readString(status)) : resident(pid);
    } catch (IOException ended) {
      return 0;
    }
  }

  private static long anonymous(String status) {
    Matcher matcher = ANONYMOUS.matcher(status);
    return matcher.find() ? Long.parseLong(matcher.group(1)) / KILOBYTES : 0;
  }

  private static long resident(long pid) throws IOException {
    Process ps = new ProcessBuilder("ps", "-o", "rss=", "-p", Long.toString(pid)).start();
    String kilobytes =
        new String(ps.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    return kilobytes.isEmpty() ? 0 : Long.parseLong(kilobytes) / KILOBYTES;
  }
}
