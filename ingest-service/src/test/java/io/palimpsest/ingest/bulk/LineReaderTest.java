package io.palimpsest.ingest.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineReaderTest {
  @Test
  void linesAreSplitAtLineFeedsAndOneAtTheEndBeginsNoLine() throws IOException {
    assertThat(read("a\nbc\n\nd\n", 10)).containsExactly("1:a", "2:bc", "3:", "4:d");
    assertThat(read("a\nlast", 10)).containsExactly("1:a", "2:last");
    assertThat(read("", 10)).isEmpty();
  }

  @Test
  void aLineBeyondTheLongestIsSkippedAndTheNextOneIsRead() throws IOException {
    assertThat(read("12345\n123456\nok", 5)).containsExactly("1:12345", "2:too long", "3:ok");
    assertThat(read("x".repeat(1_000_000) + "\nok", 1_000)).containsExactly("1:too long", "2:ok");
  }

  @Test
  void aLineThatArrivesByteByByteIsWhole() throws IOException {
    byte[] bytes = "Grüße\n株式会社\n".getBytes(StandardCharsets.UTF_8);
    InputStream drop =
        new ByteArrayInputStream(bytes) {
          @Override
          public synchronized int read(byte[] target, int offset, int length) {
            return super.read(target, offset, Math.min(1, length));
          }
        };

    assertThat(read(new LineReader(drop, 100))).containsExactly("1:Grüße", "2:株式会社");
  }

  private static List<String> read(String text, int longest) throws IOException {
    return read(
        new LineReader(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), longest));
  }

  private static List<String> read(LineReader reader) throws IOException {
    List<String> lines = new ArrayList<>();
    for (Line line = reader.next(); line != null; line = reader.next()) {
      lines.add(
          switch (line) {
            case Line.Text text ->
                text.number() + ":" + new String(text.bytes(), StandardCharsets.UTF_8);
            case Line.TooLong tooLong -> tooLong.number() + ":too long";
          });
    }
    return lines;
  }
}
