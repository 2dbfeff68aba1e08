package io.palimpsest.reembed.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RememberedTokensTest {
  private final List<String> counted = new ArrayList<>();
  private final TokenCounter tokens = new RememberedTokens(new Lengths());

  @Test
  void theSameSentenceIsCountedOnce() {
    assertThat(List.of(tokens.count("one"), tokens.count("three"), tokens.count("one")))
        .containsExactly(3, 5, 3);
    assertThat(counted).containsExactly("one", "three");
  }

  @Test
  void whatIsTooLongToComeBackIsNotRemembered() {
    String book = "word ".repeat(1_000);
    assertThat(tokens.count(book)).isEqualTo(tokens.count(book)).isEqualTo(5_000);
    assertThat(counted).hasSize(2);
  }

  @Test
  void specialTokensAreTheModels() {
    assertThat(tokens.special()).isEqualTo(7);
  }

  private final class Lengths implements TokenCounter {
    @Override
    public int count(String text) {
      counted.add(text);
      return text.length();
    }

    @Override
    public int special() {
      return 7;
    }
  }
}
