package io.palimpsest.reembed.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Remembers the counts of short texts: of an edited document nearly every sentence was counted at
 * its last revision. Digests are what is kept, never a text. Thread-safe.
 */
public final class RememberedTokens implements TokenCounter {
  /**
   * A memory of this size takes about 6 MB; it holds the sentences of 60 documents of 90 chunks.
   */
  private static final int SENTENCES = 50_000;

  /** Longer texts are rare and seldom come back as they were. */
  private static final int LONGEST = 4_096;

  /** Half of a SHA-256: enough for no two texts ever to share one. */
  private record Digest(long high, long low) {}

  private final TokenCounter inner;
  private final Cache<Digest, Integer> counts;

  /**
   * @param inner counts what is new
   */
  public RememberedTokens(TokenCounter inner) {
    this.inner = inner;
    this.counts = Caffeine.newBuilder().maximumSize(SENTENCES).executor(Runnable::run).build();
  }

  @Override
  public int count(String text) {
    return text.length() > LONGEST
        ? inner.count(text)
        : counts.get(digest(text), digest -> inner.count(text));
  }

  @Override
  public int special() {
    return inner.special();
  }

  private static Digest digest(String text) {
    try {
      ByteBuffer bytes =
          ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
      return new Digest(bytes.getLong(), bytes.getLong());
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }
}
