package io.palimpsest.sealing;

/** Encrypts keys, so that they can be stored. Thread-safe. */
public interface Wrapping {
  /**
   * The key, encrypted.
   *
   * @param key the key
   * @param context what the key is for: only with the same it can be unwrapped
   */
  byte[] wrap(DataKey key, String context);

  /**
   * The inverse of {@link #wrap}.
   *
   * @throws BrokenSealException when the bytes are not what this wrapped for that context
   */
  DataKey unwrap(byte[] wrapped, String context);
}
