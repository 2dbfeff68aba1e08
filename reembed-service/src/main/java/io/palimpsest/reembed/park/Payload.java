package io.palimpsest.reembed.park;

import java.util.Optional;
import java.util.UUID;

/**
 * The value of a parked record as it is kept.
 *
 * @param bytes the value, or what it was sealed to
 * @param size of the value itself, in bytes
 * @param key uid of the key that it is sealed under; empty when it is kept as it came: then what it
 *     says of its entity is sealed in it already
 */
@SuppressWarnings("ArrayRecordComponent") // handed through, never compared
public record Payload(byte[] bytes, int size, Optional<UUID> key) {
  /** A value as it came. */
  public static Payload asItCame(byte[] value) {
    return new Payload(value, value.length, Optional.empty());
  }
}
