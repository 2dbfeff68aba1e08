package io.palimpsest.reembed.index;

/** Texts of numbered sentences. */
final class Texts {
  private Texts() {}

  static String of(int seed, int sentences) {
    StringBuilder text = new StringBuilder();
    for (int sentence = 0; sentence < sentences; sentence++) {
      text.append("This is sentence number ")
          .append(sentence)
          .append(" of text ")
          .append(seed)
          .append(sentence % 4 == 3 ? ".\n\n" : ". ");
    }
    return text.toString();
  }
}
