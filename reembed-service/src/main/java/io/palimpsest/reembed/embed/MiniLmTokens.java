package io.palimpsest.reembed.embed;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import io.palimpsest.reembed.text.TokenCounter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** Counts with the tokenizer of all-MiniLM-L6-v2 itself, without its truncation. Thread-safe. */
public final class MiniLmTokens implements TokenCounter {
  private static final int START_AND_END = 2;
  private final HuggingFaceTokenizer tokenizer;

  /** Loads the vocabulary; takes some tens of milliseconds. */
  public MiniLmTokens() {
    try {
      this.tokenizer =
          HuggingFaceTokenizer.newInstance(
              new ByteArrayInputStream(MiniLmFiles.tokenizer()),
              Map.of("padding", "false", "truncation", "false"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public int count(String text) {
    return tokenizer.encode(text, false, false).getIds().length;
  }

  @Override
  public int special() {
    return START_AND_END;
  }
}
