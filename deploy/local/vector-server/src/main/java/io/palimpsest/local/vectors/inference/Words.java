package io.palimpsest.local.vectors.inference;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Words of a text, in lower case. */
final class Words {
  private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{N}]+");

  private Words() {}

  static List<String> of(String text) {
    return BETWEEN
        .splitAsStream(text.toLowerCase(Locale.ROOT))
        .filter(word -> !word.isEmpty())
        .toList();
  }
}
