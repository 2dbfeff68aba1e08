package io.palimpsest.reembed.text;

/** Where to halve a stretch that is too long: at a line, else between words, else anywhere. */
final class Middle {
  private Middle() {}

  /** An index inside (start, end), as near to the middle as such a place is found. */
  static int of(String text, int start, int end) {
    int middle = (start + end) >>> 1;
    int line = nearest(text, start, end, middle, true);
    if (line > start) {
      return line;
    }
    int word = nearest(text, start, end, middle, false);
    return word > start ? word : wholeCharacter(text, start, end, middle);
  }

  private static int nearest(String text, int start, int end, int middle, boolean lines) {
    for (int distance = 0; distance <= (end - start) / 2; distance++) {
      if (isBreak(text, middle - distance, start, end, lines)) {
        return middle - distance;
      }
      if (isBreak(text, middle + distance, start, end, lines)) {
        return middle + distance;
      }
    }
    return start;
  }

  private static boolean isBreak(String text, int at, int start, int end, boolean lines) {
    if (at <= start || at >= end) {
      return false;
    }
    char before = text.charAt(at - 1);
    return lines
        ? before == '\n'
        : Character.isWhitespace(before) && !Character.isWhitespace(text.charAt(at));
  }

  private static int wholeCharacter(String text, int start, int end, int middle) {
    boolean splitsPair =
        Character.isHighSurrogate(text.charAt(middle - 1))
            && Character.isLowSurrogate(text.charAt(middle));
    if (!splitsPair) {
      return middle;
    }
    return middle - 1 > start ? middle - 1 : Math.min(middle + 1, end);
  }
}
