package io.palimpsest.ingest.bulk;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Splits a stream at line feeds and never holds more than the longest line. */
final class LineReader {
  private static final int BUFFER = 64 * 1024;

  private final InputStream in;
  private final int longest;
  private final byte[] buffer = new byte[BUFFER];
  private int position;
  private int limit;
  private long number;

  LineReader(InputStream in, int longest) {
    this.in = in;
    this.longest = longest;
  }

  /** The next line, or null at the end; a line feed at the very end begins no line. */
  @Nullable Line next() throws IOException {
    if (!fill()) {
      return null;
    }
    number++;
    ByteArrayOutputStream line = new ByteArrayOutputStream(256);
    boolean tooLong = false;
    boolean ended = false;
    while (!ended && fill()) {
      int end = endOfLine();
      tooLong |= line.size() + (end - position) > longest;
      if (!tooLong) {
        line.write(buffer, position, end - position);
      }
      ended = end < limit;
      position = ended ? end + 1 : end;
    }
    return tooLong ? new Line.TooLong(number) : new Line.Text(number, line.toByteArray());
  }

  private int endOfLine() {
    int end = position;
    while (end < limit && buffer[end] != '\n') {
      end++;
    }
    return end;
  }

  private boolean fill() throws IOException {
    if (position < limit) {
      return true;
    }
    position = 0;
    limit = Math.max(0, in.read(buffer));
    return limit > 0;
  }
}
