package io.palimpsest.ingest.bulk;

import java.io.ByteArrayOutputStream;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Splits what comes at line feeds and never holds more than the longest line; a line feed at the
 * very end begins no line. Not thread-safe.
 */
final class LineSplitter {
  private final int longest;
  private ByteArrayOutputStream line = new ByteArrayOutputStream();
  private boolean begun;
  private boolean tooLong;
  private long number;

  LineSplitter(int longest) {
    this.longest = longest;
  }

  /** Takes some bytes, and hands over the lines that end in them. */
  void take(byte[] bytes, int length, Consumer<Line> ended) {
    int from = 0;
    for (int at = 0; at < length; at++) {
      if (bytes[at] == '\n') {
        add(bytes, from, at - from);
        ended.accept(end());
        from = at + 1;
      }
    }
    if (from < length) {
      add(bytes, from, length - from);
    }
  }

  /** The line that has begun and not ended, or null. */
  @Nullable Line rest() {
    return begun ? end() : null;
  }

  /** Gives up the line that has begun, or has the one after it begun; tells its number. */
  long giveUp() {
    end();
    return number;
  }

  /** Forgets what is held of the line that has begun; the line itself is still to end. */
  void drop() {
    line = new ByteArrayOutputStream();
    tooLong = true;
  }

  /** Bytes that are held of the line that has begun. */
  int held() {
    return line.size();
  }

  private void add(byte[] bytes, int from, int length) {
    begun = true;
    tooLong |= line.size() + length > longest;
    if (tooLong) {
      line = new ByteArrayOutputStream();
    } else {
      line.write(bytes, from, length);
    }
  }

  private Line end() {
    number++;
    Line ended = tooLong ? new Line.TooLong(number) : new Line.Text(number, line.toByteArray());
    line = new ByteArrayOutputStream();
    begun = false;
    tooLong = false;
    return ended;
  }
}
