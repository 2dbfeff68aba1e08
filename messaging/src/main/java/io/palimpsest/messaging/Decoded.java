package io.palimpsest.messaging;

/**
 * What the value of a record turned out to be.
 *
 * @param <T> type of the event
 */
public sealed interface Decoded<T> {
  /**
   * The value is an event.
   *
   * @param value the event
   */
  record Event<T>(T value) implements Decoded<T> {}

  /**
   * The value is none, and never will be: to be parked.
   *
   * @param reason machine-readable: {@code wire.too_short}, {@code wire.magic_byte}, {@code
   *     registry.unknown_schema}, {@code avro.wrong_type} or {@code avro.malformed}
   */
  record Undecodable<T>(String reason) implements Decoded<T> {}
}
