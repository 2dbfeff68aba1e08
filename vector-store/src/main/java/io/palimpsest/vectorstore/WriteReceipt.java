package io.palimpsest.vectorstore;

import java.util.OptionalLong;

/**
 * What the store acknowledged.
 *
 * @param requests requests that it took
 * @param lsn highest log sequence number among them, where the store says one
 */
public record WriteReceipt(int requests, OptionalLong lsn) {
  /** Nothing was sent. */
  public static final WriteReceipt NONE = new WriteReceipt(0, OptionalLong.empty());

  /** Both together. */
  public WriteReceipt and(WriteReceipt other) {
    return new WriteReceipt(requests + other.requests, newer(lsn, other.lsn));
  }

  private static OptionalLong newer(OptionalLong one, OptionalLong other) {
    if (one.isEmpty() || other.isEmpty()) {
      return one.isPresent() ? one : other;
    }
    return OptionalLong.of(Math.max(one.getAsLong(), other.getAsLong()));
  }
}
