package io.palimpsest.ingest.store;

import io.palimpsest.ingest.entry.Head;
import org.jspecify.annotations.Nullable;

/**
 * One compare-and-set.
 *
 * @param head the head to write
 * @param expectedVersion version that the document must have; 0: it must not exist
 * @param state what to do with the state
 * @param <S> type of the state
 */
public record StoredWrite<S>(Head head, long expectedVersion, StateUpdate<S> state) {
  /** A write of the head alone. */
  public static <S> StoredWrite<S> ofHead(Head head) {
    return new StoredWrite<>(head, head.version() - 1, new StateUpdate.Keep<>());
  }

  /** What happens to the state. */
  public sealed interface StateUpdate<S> {
    /** It stays as it is. */
    record Keep<S>() implements StateUpdate<S> {}

    /** It is removed. */
    record Drop<S>() implements StateUpdate<S> {}

    /**
     * It is replaced.
     *
     * @param state the new state
     */
    record Put<S>(S state) implements StateUpdate<S> {}

    /** The new state, or null when the write brings none. */
    default @Nullable S stateOrNull() {
      return this instanceof Put<S> put ? put.state() : null;
    }
  }
}
