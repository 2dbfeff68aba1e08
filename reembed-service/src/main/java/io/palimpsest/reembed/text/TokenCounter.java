package io.palimpsest.reembed.text;

/** Counts text as one embedding model does. Implementations are thread-safe. */
public interface TokenCounter {
  /** Tokens of the text alone, without those that the model puts around every input. */
  int count(String text);

  /** Tokens that the model puts around every input. */
  int special();
}
