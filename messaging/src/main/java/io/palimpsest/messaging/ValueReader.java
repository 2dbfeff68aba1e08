package io.palimpsest.messaging;

/** Turns the bytes of a value into what a follower hands on. */
@FunctionalInterface
interface ValueReader<T> {
  /**
   * The value.
   *
   * @throws RegistryUnavailableException when it cannot be told now
   */
  Decoded<T> read(byte[] value);
}
