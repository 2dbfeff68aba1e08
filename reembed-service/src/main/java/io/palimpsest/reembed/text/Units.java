package io.palimpsest.reembed.text;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Divides a text into {@link Unit}s that follow each other without a gap. Paragraphs are looked at
 * one by one, so that an edit touches the units of its own paragraph only.
 */
final class Units {
  private static final Pattern PARAGRAPH_END = Pattern.compile("\n[ \t]*\n\\s*");
  private static final long OF_PARAGRAPH = 1L << 62;

  private final TokenCounter counter;
  private final int largest;

  /**
   * @param largest most tokens of a unit; longer sentences, and those too large to be stored, are
   *     halved until they fit
   */
  Units(TokenCounter counter, int largest) {
    this.counter = counter;
    this.largest = largest;
  }

  List<Unit> of(String text) {
    List<Unit> units = new ArrayList<>();
    Matcher paragraphs = PARAGRAPH_END.matcher(text);
    int start = 0;
    while (paragraphs.find()) {
      sentences(text, start, paragraphs.end(), units);
      start = paragraphs.end();
    }
    sentences(text, start, text.length(), units);
    return units;
  }

  private void sentences(String text, int start, int end, List<Unit> units) {
    int words = endOfWords(text, start, end);
    BreakIterator breaks = BreakIterator.getSentenceInstance(Locale.ROOT);
    breaks.setText(text.substring(start, words));
    int from = breaks.first();
    for (int to = breaks.next(); to != BreakIterator.DONE; to = breaks.next()) {
      boolean last = start + to == words;
      fitting(text, start + from, last ? end : start + to, last, units);
      from = to;
    }
  }

  private void fitting(String text, int start, int end, boolean last, List<Unit> units) {
    int words = endOfWords(text, start, end);
    String sentence = text.substring(start, words);
    int tokens = counter.count(sentence);
    boolean fits = tokens <= largest && StoredSize.of(text, start, words) <= StoredSize.MOST;
    if (fits || words - start < 2) {
      units.add(
          new Unit(start, end, tokens, StoredSize.of(text, start, end), rank(sentence, last)));
      return;
    }
    int middle = Middle.of(text, start, words);
    fitting(text, start, middle, false, units);
    fitting(text, middle, end, last, units);
  }

  /** White space behind the words is nobody's content: it must move neither halves nor ranks. */
  private static int endOfWords(String text, int start, int end) {
    int words = end;
    while (words > start && Character.isWhitespace(text.charAt(words - 1))) {
      words--;
    }
    return words;
  }

  private static long rank(String sentence, boolean last) {
    long hash = mix(sentence.strip().hashCode()) >>> 2;
    return last ? hash | OF_PARAGRAPH : hash;
  }

  /** Finaliser of MurmurHash3 over the string's specified hash: the same on every platform. */
  private static long mix(long value) {
    long mixed = (value ^ (value >>> 33)) * 0xff51afd7ed558ccdL;
    mixed = (mixed ^ (mixed >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return mixed ^ (mixed >>> 33);
  }
}
