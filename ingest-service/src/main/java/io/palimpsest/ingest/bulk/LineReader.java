package io.palimpsest.ingest.bulk;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** Goes through the lines of a file in bounded memory. */
final class LineReader {
  private static final int BUFFER = 64 * 1024;

  private LineReader() {}

  /** Takes lines in their order. */
  public interface Sink {
    /** A line that fits, without its line end. */
    void line(long number, byte[] bytes) throws IOException;

    /** A line beyond the longest. */
    void tooLong(long number);
  }

  /** Hands over every line; numbers begin at 1. */
  public static void forEach(InputStream in, int longest, Sink sink) throws IOException {
    LineSplitter splitter = new LineSplitter(longest);
    List<Line> ended = new ArrayList<>();
    byte[] buffer = new byte[BUFFER];
    for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
      splitter.take(buffer, length, ended::add);
      handOver(ended, sink);
    }
    Line rest = splitter.rest();
    if (rest != null) {
      handOver(new ArrayList<>(List.of(rest)), sink);
    }
  }

  private static void handOver(List<Line> ended, Sink sink) throws IOException {
    for (Line line : ended) {
      switch (line) {
        case Line.Text text -> sink.line(text.number(), text.bytes());
        case Line.TooLong tooLong -> sink.tooLong(tooLong.number());
      }
    }
    ended.clear();
  }
}
