package io.palimpsest.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.BiConsumer;

/** A list of demands in a file, CSV or a line of JSON each, in parts that the service takes. */
record DemandFile(Path path) {
  private static final int PART = 32 * 1024;

  String mediaType() {
    return isCsv() ? "text/csv" : "application/x-ndjson";
  }

  private boolean isCsv() {
    return path.toString().toLowerCase(Locale.ROOT).endsWith(".csv");
  }

  /**
   * Hands out the parts in order, each with the number of lines of the file before its own.
   *
   * @param parts takes the number and the lines; those of CSV under the header
   */
  void parts(BiConsumer<Long, String> parts) {
    try (BufferedReader lines = Files.newBufferedReader(path, StandardCharsets.UTF_8)) {
      String header = isCsv() ? header(lines) : "";
      long before = 0;
      long read = 0;
      StringBuilder part = new StringBuilder(header);
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (part.length() + line.length() >= PART && part.length() > header.length()) {
          parts.accept(before, part.toString());
          before = read;
          part = new StringBuilder(header);
        }
        part.append(line).append('\n');
        read++;
      }
      if (part.length() > header.length()) {
        parts.accept(before, part.toString());
      }
    } catch (IOException | UncheckedIOException unreadable) {
      throw new RefusedException(path + " cannot be read");
    }
  }

  private static String header(BufferedReader lines) throws IOException {
    String header = lines.readLine();
    return header == null ? "" : header + "\n";
  }
}
