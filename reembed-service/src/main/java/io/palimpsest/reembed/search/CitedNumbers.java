package io.palimpsest.reembed.search;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Finds the numbers that a text cites. */
final class CitedNumbers {
  private static final Pattern CITED = Pattern.compile("\\[(\\d{1,4})]");

  private CitedNumbers() {}

  static Fragment.End end(String text, int sources) {
    List<Integer> numbers =
        CITED
            .matcher(text)
            .results()
            .map((MatchResult found) -> Integer.valueOf(found.group(1)))
            .distinct()
            .sorted()
            .toList();
    return new Fragment.End(
        numbers.stream().filter(number -> number >= 1 && number <= sources).toList(),
        numbers.stream().filter(number -> number < 1 || number > sources).toList());
  }
}
