package io.palimpsest.ingest.key;

import io.palimpsest.event.PortfolioItemChanged;
import io.palimpsest.event.PortfolioItemState;
import io.palimpsest.event.SealedState;
import io.palimpsest.event.SourceChanged;
import io.palimpsest.event.SourceState;
import io.palimpsest.fencing.Work;
import io.palimpsest.ingest.write.EventSeal;
import io.palimpsest.sealing.DataKey;
import io.palimpsest.sealing.KeyAnswer;
import io.palimpsest.sealing.SealedStates;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Seals the states in change events, each under the key of its entity. */
public final class SealingEvents implements EventSeal {
  private final KeyRing keys;

  /**
   * @param keys the keys
   */
  public SealingEvents(KeyRing keys) {
    this.keys = keys;
  }

  @Override
  public UnaryOperator<SpecificRecord> of(Collection<List<UUID>> paths, Work work) {
    Map<UUID, KeyAnswer> found = paths.isEmpty() ? Map.of() : keys.ensure(paths, work);
    return event -> sealed(event, found);
  }

  /** The event was made for this announcement alone: nobody else sees it change. */
  private static SpecificRecord sealed(SpecificRecord event, Map<UUID, KeyAnswer> keys) {
    switch (event) {
      case PortfolioItemChanged item when item.getState() instanceof PortfolioItemState state ->
          item.setState(seal(item.getUid(), state, keys));
      case SourceChanged source when source.getState() instanceof SourceState state ->
          source.setState(seal(source.getUid(), state, keys));
      default -> {}
    }
    return event;
  }

  private static SealedState seal(UUID entity, SpecificRecord state, Map<UUID, KeyAnswer> keys) {
    return SealedStates.seal(entity, state, key(keys.get(entity)));
  }

  private static DataKey key(@Nullable KeyAnswer answer) {
    if (answer instanceof KeyAnswer.Present present) {
      return present.key();
    }
    throw new IllegalStateException("the key was destroyed: nothing goes out any more");
  }
}
