package io.palimpsest.local.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads a growing log file bit by bit. */
final class LogFollower {

  private final Path log;
  private long position;

  LogFollower(Path log) {
    this.log = log;
  }

  /** Copies what was written since the last call. A file that is not there yet is empty. */
  void copyNewTo(PrintWriter out) throws IOException {
    if (Files.notExists(log)) {
      return;
    }
    try (InputStream in = Files.newInputStream(log)) {
      in.skipNBytes(position);
      byte[] bytes = in.readAllBytes();
      position += bytes.length;
      out.print(new String(bytes, StandardCharsets.UTF_8));
      out.flush();
    }
  }
}
