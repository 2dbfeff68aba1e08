package io.palimpsest.reembed.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Seeded prose of sentences and paragraphs, and single edits of it. */
final class Prose {
  private static final String[] WORDS =
      ("the vector of a source changes when its text does and an index that keeps step with tenant"
              + " data answers every query from what is true now while old pages fade writers"
              + " erase lines readers look for meaning parchment ink archive ledger revision")
          .split(" ");

  private Prose() {}

  /** A document that gives between {@code least} and {@code most} chunks. */
  static String ofChunks(Random random, Chunker chunker, int least, int most) {
    int wanted = least + 5 + random.nextInt(most - least - 10);
    StringBuilder text = new StringBuilder();
    int chunks = 0;
    while (chunks < wanted) {
      for (int paragraph = 0; paragraph < 20; paragraph++) {
        text.append(paragraph(random)).append("\n\n");
      }
      chunks = chunker.split(text.toString()).size();
    }
    return text.toString();
  }

  /** The text with one sentence changed, removed or inserted. */
  static String editOneSentence(Random random, String text) {
    List<Integer> ends = new ArrayList<>();
    for (int at = text.indexOf(". "); at >= 0; at = text.indexOf(". ", at + 1)) {
      ends.add(at + 2);
    }
    int chosen = random.nextInt(ends.size() - 1);
    int start = ends.get(chosen);
    int end = random.nextInt(3) == 0 ? start : ends.get(chosen + 1);
    String sentence = random.nextInt(4) == 0 && end > start ? "" : sentence(random);
    return text.substring(0, start) + sentence + text.substring(end);
  }

  private static String paragraph(Random random) {
    StringBuilder paragraph = new StringBuilder();
    for (int sentence = 2 + random.nextInt(6); sentence > 0; sentence--) {
      paragraph.append(sentence(random));
    }
    return paragraph.toString();
  }

  private static String sentence(Random random) {
    List<String> words = new ArrayList<>();
    for (int word = 6 + random.nextInt(20); word > 0; word--) {
      words.add(WORDS[random.nextInt(WORDS.length)]);
    }
    String sentence = String.join(" ", words);
    return Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1) + ". ";
  }
}
