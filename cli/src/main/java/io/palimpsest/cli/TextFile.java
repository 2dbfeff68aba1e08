package io.palimpsest.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads small text files that an option names. */
final class TextFile {
  private TextFile() {}

  static String read(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new UsageException(file + ": there is no such file, or you may not read it");
    }
  }
}
