package io.palimpsest.reembed.park;

import io.palimpsest.reembed.change.Origin;
import io.palimpsest.sealing.BrokenSealException;
import io.palimpsest.sealing.KeyAnswer;
import io.palimpsest.sealing.KeySource;
import io.palimpsest.sealing.KeysUnavailableException;
import io.palimpsest.sealing.SystemKeys;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Seals what cannot be read, so that nobody knows whose it is, under a key of the system's: one for
 * each day, gone a day after all that it seals. Calls may ask for keys and block; thread-safe.
 */
public final class Sealing {
  /** How long a record is kept that cannot be read. */
  static final Duration KEPT = Duration.ofDays(14);

  private static final Duration KEY_LONGER = Duration.ofDays(1);
  private final SystemKeys system;
  private final KeySource keys;

  /**
   * @param system makes keys of the system's
   * @param keys finds them again
   */
  public Sealing(SystemKeys system, KeySource keys) {
    this.system = system;
    this.keys = keys;
  }

  /**
   * What is kept of a value that cannot be read; the value itself where sealing is off.
   *
   * @param parkedAt day of the key
   * @throws KeysUnavailableException when no key can be had now
   */
  public Payload seal(Origin origin, Instant parkedAt, byte[] value) {
    LocalDate day = LocalDate.ofInstant(parkedAt, ZoneOffset.UTC);
    Instant until =
        day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant().plus(KEPT).plus(KEY_LONGER);
    return system
        .named("reembed.parked." + day, until)
        .map(
            key ->
                new Payload(
                    key.key().seal(value, origin.id()),
                    value.length,
                    Optional.of(key.path().getLast())))
        .orElseGet(() -> Payload.asItCame(value));
  }

  /**
   * The value of a parked record; empty when its key is gone, or is not the one that sealed it.
   *
   * @throws KeysUnavailableException when nothing is known now
   */
  public Optional<byte[]> open(ParkedRecord parked) {
    Payload payload = parked.payload();
    return payload.key().isEmpty()
        ? Optional.of(payload.bytes())
        : open(payload.key().get(), payload.bytes(), parked.origin());
  }

  private Optional<byte[]> open(UUID uid, byte[] sealed, Origin origin) {
    try {
      return keys.find(List.of(uid)).get(uid) instanceof KeyAnswer.Present present
          ? Optional.of(present.key().open(sealed, origin.id()))
          : Optional.empty();
    } catch (BrokenSealException broken) {
      return Optional.empty();
    }
  }
}
