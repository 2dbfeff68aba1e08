package io.palimpsest.cli;

import io.palimpsest.event.PortfolioItemChanged;
import io.palimpsest.event.PortfolioItemState;
import io.palimpsest.event.ScopeRef;
import io.palimpsest.event.SealedState;
import io.palimpsest.event.SourceChanged;
import io.palimpsest.event.SourceState;
import io.palimpsest.messaging.Decoded;
import io.palimpsest.messaging.TopicRecord;
import io.palimpsest.sealing.BrokenSealException;
import io.palimpsest.sealing.KeyAnswer;
import io.palimpsest.sealing.KeySource;
import io.palimpsest.sealing.SealedStates;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Tries to read the records of one scope: those that name it on their path, and tombstones of what
 * such a record was of. Used by one thread at a time.
 */
final class ScopeReading {
  private final UUID scope;
  private final KeySource keys;
  private final Set<String> entities = new HashSet<>();
  private final Map<UUID, KeyAnswer> answers = new HashMap<>();
  private final Map<Ending, Long> endings = new EnumMap<>(Ending.class);
  private long looked;

  /**
   * @param scope uid of the scope
   * @param keys gives every key that there is
   */
  ScopeReading(UUID scope, KeySource keys) {
    this.scope = scope;
    this.keys = keys;
    entities.add(scope.toString());
  }

  EndingCounts counts() {
    return new EndingCounts(looked, endings);
  }

  /** Takes a record of the items' topic. */
  void item(TopicRecord<PortfolioItemChanged> found) {
    take(
        found,
        PortfolioItemChanged::getScopePath,
        PortfolioItemChanged::getState,
        PortfolioItemState.class);
  }

  /** Takes a record of the sources' topic. */
  void source(TopicRecord<SourceChanged> found) {
    take(found, SourceChanged::getScopePath, SourceChanged::getState, SourceState.class);
  }

  private <E extends SpecificRecord> void take(
      TopicRecord<E> found,
      Function<E, List<ScopeRef>> path,
      Part<E> state,
      Class<? extends SpecificRecord> type) {
    looked++;
    switch (found.value()) {
      case null -> endIf(entities.contains(found.key()), Ending.TOMBSTONE);
      case Decoded.Undecodable<E> bytes ->
          endIf(entities.contains(found.key()), Ending.UNDECODABLE);
      case Decoded.Event<E>(E event) -> {
        if (path.apply(event).stream().anyMatch(ref -> ref.getUid().equals(scope))) {
          entities.add(found.key());
          endIf(true, ending(state.of(event), type));
        }
      }
    }
  }

  private void endIf(boolean ours, Ending ending) {
    if (ours) {
      endings.merge(ending, 1L, Long::sum);
    }
  }

  private Ending ending(@Nullable Object state, Class<? extends SpecificRecord> type) {
    return switch (state) {
      case null -> Ending.WITHOUT_CONTENT;
      case SealedState sealed -> sealed(sealed, type);
      default -> Ending.PLAIN;
    };
  }

  private Ending sealed(SealedState sealed, Class<? extends SpecificRecord> type) {
    return switch (answers.computeIfAbsent(sealed.getKeyUid(), this::ask)) {
      case KeyAnswer.Erased erased -> Ending.UNREADABLE;
      case KeyAnswer.Unknown unknown -> Ending.UNDECIDED;
      case KeyAnswer.Present present -> opened(sealed, type, present);
    };
  }

  private Ending opened(
      SealedState sealed, Class<? extends SpecificRecord> type, KeyAnswer.Present present) {
    try {
      SealedStates.open(sealed, type, present.key());
      return Ending.OPENED;
    } catch (BrokenSealException broken) {
      return Ending.UNDECIDED;
    }
  }

  private KeyAnswer ask(UUID entity) {
    return keys.find(List.of(entity)).getOrDefault(entity, new KeyAnswer.Unknown());
  }

  private interface Part<E> {
    @Nullable Object of(E event);
  }
}
