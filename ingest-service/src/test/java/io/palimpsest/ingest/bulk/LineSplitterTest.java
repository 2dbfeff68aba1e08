package io.palimpsest.ingest.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineSplitterTest {
  @Test
  void linesAreSplitAtLineFeedsAndOneAtTheEndBeginsNoLine() {
    assertThat(split("a\nbc\n\nd\n", 10)).containsExactly("1:a", "2:bc", "3:", "4:d");
    assertThat(split("a\nlast", 10)).containsExactly("1:a", "2:last");
    assertThat(split("", 10)).isEmpty();
  }

  @Test
  void aLineBeyondTheLongestIsSkippedAndTheNextOneIsRead() {
    assertThat(split("12345\n123456\nok", 5)).containsExactly("1:12345", "2:too long", "3:ok");
    assertThat(split("x".repeat(1_000_000) + "\nok", 1_000)).containsExactly("1:too long", "2:ok");
  }

  @Test
  void ofALineBeyondTheLongestNothingIsHeld() {
    LineSplitter splitter = new LineSplitter(5);
    byte[] bytes = "123456789".getBytes(StandardCharsets.UTF_8);

    splitter.take(bytes, bytes.length, ended -> {});

    assertThat(splitter.held()).isZero();
  }

  @Test
  void aLineThatArrivesByteByByteIsWhole() {
    LineSplitter splitter = new LineSplitter(100);
    List<String> lines = new ArrayList<>();
    for (byte one : "Grüße\n株式会社\n".getBytes(StandardCharsets.UTF_8)) {
      splitter.take(new byte[] {one}, 1, ended -> lines.add(text(ended)));
    }

    assertThat(lines).containsExactly("1:Grüße", "2:株式会社");
    assertThat(splitter.rest()).isNull();
  }

  @Test
  void aLineThatIsGivenUpHasItsNumber() {
    LineSplitter splitter = new LineSplitter(100);
    splitter.take("a\nhalf".getBytes(StandardCharsets.UTF_8), 6, ended -> {});

    assertThat(splitter.giveUp()).isEqualTo(2);
    assertThat(splitter.rest()).isNull();
  }

  private static List<String> split(String text, int longest) {
    LineSplitter splitter = new LineSplitter(longest);
    List<String> lines = new ArrayList<>();
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    splitter.take(bytes, bytes.length, ended -> lines.add(text(ended)));
    Line rest = splitter.rest();
    if (rest != null) {
      lines.add(text(rest));
    }
    return lines;
  }

  private static String text(Line line) {
    return switch (line) {
      case Line.Text text -> text.number() + ":" + new String(text.bytes(), StandardCharsets.UTF_8);
      case Line.TooLong tooLong -> tooLong.number() + ":too long";
    };
  }
}
