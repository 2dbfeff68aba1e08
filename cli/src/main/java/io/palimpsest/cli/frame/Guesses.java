package io.palimpsest.cli.frame;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** What somebody who mistyped may have meant. A bad guess is worse than none. */
final class Guesses {
  private static final int LETTERS_PER_SLIP = 3;

  private Guesses() {}

  /**
   * @param given what was typed
   * @param names what there is; of a path such as {@code erase plan} its last word counts too
   */
  static Optional<String> of(String given, List<String> names) {
    String typed = given.toLowerCase(Locale.ROOT);
    int most = Math.max(1, typed.length() / LETTERS_PER_SLIP);
    return names.stream()
        .filter(name -> distance(typed, name) <= most)
        .min(
            Comparator.comparingInt((String name) -> distance(typed, name))
                .thenComparing(String::length));
  }

  private static int distance(String typed, String name) {
    String last = name.substring(name.lastIndexOf(' ') + 1);
    int slips = LevenshteinDistance.getDefaultInstance().apply(typed, last);
    // A beginning that was left unfinished is a good guess too.
    return last.startsWith(typed) && typed.length() >= LETTERS_PER_SLIP
        ? Math.min(1, slips)
        : slips;
  }
}
