package io.palimpsest.reembed.text;

/**
 * A stretch of a document that becomes one vector.
 *
 * @param text what is embedded: never blank, without white space at its ends
 * @param tokens tokens of the text, the special ones included
 */
public record Chunk(String text, int tokens) {
  /** Refuses blank text: it must never reach a model. */
  public Chunk {
    if (text.isBlank()) {
      throw new IllegalArgumentException("a chunk is never blank");
    }
  }

  /** First 16 hex digits of the SHA-256 of the text: the same text always has the same. */
  public String digest() {
    return Digests.sha256(text).substring(0, 16);
  }
}
