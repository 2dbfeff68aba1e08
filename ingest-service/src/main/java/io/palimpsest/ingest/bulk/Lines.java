package io.palimpsest.ingest.bulk;

import java.io.IOException;
import java.io.InputStream;

/** Goes through the lines of a file in bounded memory. */
public final class Lines {
  private Lines() {}

  /** Takes lines in their order. */
  public interface Sink {
    /** A line that fits, without its line end. */
    void line(long number, byte[] bytes) throws IOException;

    /** A line beyond the longest. */
    void tooLong(long number);
  }

  /** Hands over every line; numbers begin at 1. */
  public static void forEach(InputStream in, int longest, Sink sink) throws IOException {
    LineReader reader = new LineReader(in, longest);
    for (Line line = reader.next(); line != null; line = reader.next()) {
      switch (line) {
        case Line.Text text -> sink.line(text.number(), text.bytes());
        case Line.TooLong tooLong -> sink.tooLong(tooLong.number());
      }
    }
  }
}
