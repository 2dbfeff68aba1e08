package io.palimpsest.messaging.proof;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Keys in the textual form of RFC 7468, with the explanatory lines before each. Pure. */
final class Pem {
  /**
   * One block.
   *
   * @param notes the lines between the block before and this one
   * @param der its bytes
   */
  record Block(String notes, byte[] der) {
    /**
     * What stands behind the label in a line of its own, such as {@code Retired: 2026-12-01...}.
     */
    Optional<String> note(String label) {
      return notes
          .lines()
          .filter(line -> line.startsWith(label + ":"))
          .map(line -> line.substring(label.length() + 1).strip())
          .findFirst();
    }
  }

  private Pem() {}

  static List<Block> blocks(String text, String type) {
    Matcher matcher =
        Pattern.compile("-----BEGIN %1$s-----([^-]*)-----END %1$s-----".formatted(type))
            .matcher(text);
    List<Block> blocks = new ArrayList<>();
    int end = 0;
    while (matcher.find()) {
      blocks.add(
          new Block(
              text.substring(end, matcher.start()),
              Base64.getMimeDecoder().decode(matcher.group(1))));
      end = matcher.end();
    }
    return blocks;
  }
}
