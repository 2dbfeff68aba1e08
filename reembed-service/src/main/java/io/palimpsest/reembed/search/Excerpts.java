package io.palimpsest.reembed.search;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a chat model is given to write from: matches with a text, best first, as many as fit.
 *
 * @param all numbered from 1 in this order
 * @param omitted matches with a text that did not fit
 */
record Excerpts(List<Excerpt> all, int omitted) {
  /**
   * A match and what is shown of its text.
   *
   * @param match as it was found
   * @param text its text; its beginning where it is the first and longer than all that may be shown
   */
  record Excerpt(AnsweredMatch match, String text) {}

  /** Copies the list. */
  Excerpts {
    all = List.copyOf(all);
  }

  /**
   * The first match that does not fit ends the list: a worse one never takes the place of a better.
   *
   * @param budget characters that may be shown in all, positive
   */
  static Excerpts within(int budget, List<AnsweredMatch> matches) {
    List<AnsweredMatch> written = matches.stream().filter(match -> shown(match) != null).toList();
    List<Excerpt> all = new ArrayList<>();
    int left = budget;
    for (AnsweredMatch match : written) {
      String text = String.valueOf(shown(match));
      if (text.length() > left && !all.isEmpty()) {
        break;
      }
      all.add(new Excerpt(match, beginning(text, left)));
      left = Math.max(0, left - text.length());
    }
    return new Excerpts(all, written.size() - all.size());
  }

  private static @Nullable String shown(AnsweredMatch match) {
    return match.text() == null || match.text().isBlank() ? null : match.text();
  }

  /** Never ends within a character that takes two. */
  private static String beginning(String text, int length) {
    if (text.length() <= length) {
      return text;
    }
    return text.substring(
        0, Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length);
  }
}
