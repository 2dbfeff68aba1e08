package io.palimpsest.reembed.change;

import io.palimpsest.event.PortfolioItemChanged;
import io.palimpsest.event.PortfolioItemState;
import io.palimpsest.event.SealedState;
import io.palimpsest.event.SourceChanged;
import io.palimpsest.event.SourceState;
import io.palimpsest.sealing.BrokenSealException;
import io.palimpsest.sealing.DataKey;
import io.palimpsest.sealing.KeyAnswer;
import io.palimpsest.sealing.KeySource;
import io.palimpsest.sealing.KeysUnavailableException;
import io.palimpsest.sealing.SealedStates;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Opens the states of change events; what comes plain stays as it is. Thread-safe. */
public final class Unsealing {
  private final KeySource keys;
  private volatile boolean sealedWasSeen;

  /**
   * @param keys the keys; asked on the caller's thread
   */
  public Unsealing(KeySource keys) {
    this.keys = keys;
  }

  /**
   * Asks for the keys of records that are about to be read, all at once: one by one each would be a
   * call. Nothing is asked for as long as everything comes plain.
   *
   * @throws KeysUnavailableException when nothing is known now
   */
  public void expect(Collection<UUID> entities) {
    if (sealedWasSeen && !entities.isEmpty()) {
      keys.find(entities);
    }
  }

  /**
   * The event with its state in clear; empty when its key was destroyed.
   *
   * @throws KeysUnavailableException when the key cannot be had now
   * @throws InvalidChangeException when the seal does not open, ever
   */
  public Optional<PortfolioItemChanged> open(PortfolioItemChanged event) {
    if (!(event.getState() instanceof SealedState sealed)) {
      return Optional.of(event);
    }
    Optional<PortfolioItemState> state = open(event.getUid(), sealed, PortfolioItemState.class);
    state.ifPresent(event::setState);
    return state.map(opened -> event);
  }

  /** As the other {@code open}. */
  public Optional<SourceChanged> open(SourceChanged event) {
    if (!(event.getState() instanceof SealedState sealed)) {
      return Optional.of(event);
    }
    Optional<SourceState> state = open(event.getUid(), sealed, SourceState.class);
    state.ifPresent(event::setState);
    return state.map(opened -> event);
  }

  private <S extends SpecificRecord> Optional<S> open(
      UUID entity, SealedState sealed, Class<S> type) {
    sealedWasSeen = true;
    if (!sealed.getKeyUid().equals(entity)) {
      throw new InvalidChangeException("seal.foreign_key");
    }
    return switch (keys.find(List.of(entity)).get(entity)) {
      case KeyAnswer.Present present -> Optional.of(open(sealed, type, present.key()));
      case KeyAnswer.Erased erased -> Optional.empty();
      case KeyAnswer.Unknown unknown -> throw new InvalidChangeException("seal.unknown_key");
      case null -> throw new KeysUnavailableException("no answer for a key", null);
    };
  }

  private static <S extends SpecificRecord> S open(SealedState sealed, Class<S> type, DataKey key) {
    try {
      return SealedStates.open(sealed, type, key);
    } catch (BrokenSealException broken) {
      throw new InvalidChangeException("seal.broken");
    }
  }

  /** The uid that the key of a record names, or empty. */
  public static Optional<UUID> entity(byte @Nullable [] key) {
    try {
      return key == null
          ? Optional.empty()
          : Optional.of(UUID.fromString(new String(key, StandardCharsets.US_ASCII)));
    } catch (IllegalArgumentException none) {
      return Optional.empty();
    }
  }
}
