package io.palimpsest.benchmarks.ground;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Seeded documents of made-up sentences. */
public final class Corpus {
  private static final String[] WORDS =
      ("river stone market winter engine letter garden signal harbour copper window journey"
              + " forest council ledger morning bridge weather kitchen history season traveller"
              + " measure village account picture machine silence pattern border quiet early"
              + " narrow bright heavy simple distant carries follows answers gathers leaves")
          .split(" ");
  private final Random random;

  /** The same seed gives the same documents. */
  public Corpus(long seed) {
    this.random = new Random(seed);
  }

  /** Documents of so many sentences each. */
  public List<String> documents(int count, int sentences) {
    List<String> documents = new ArrayList<>();
    for (int at = 0; at < count; at++) {
      documents.add(document(sentences));
    }
    return documents;
  }

  /** A document of so many sentences, about 14 tokens each. */
  public String document(int sentences) {
    StringBuilder text = new StringBuilder();
    for (int at = 0; at < sentences; at++) {
      text.append(sentence()).append(at % 6 == 5 ? ".\n\n" : ". ");
    }
    return text.toString();
  }

  /** The document with one of its middle sentences replaced. */
  public String edited(String document) {
    int from = document.indexOf(". ", document.length() / 2) + 2;
    int to = document.indexOf(". ", from);
    return document.substring(0, from) + sentence() + document.substring(to);
  }

  private String sentence() {
    StringBuilder sentence = new StringBuilder("The");
    for (int word = 0; word < 11; word++) {
      sentence.append(' ').append(WORDS[random.nextInt(WORDS.length)]);
    }
    return sentence.toString();
  }
}
