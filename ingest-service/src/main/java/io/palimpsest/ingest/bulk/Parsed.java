package io.palimpsest.ingest.bulk;

import io.palimpsest.ingest.entry.Change;
import io.palimpsest.ingest.entry.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * What a line asks for.
 *
 * @param <S> type of the state
 */
public sealed interface Parsed<S> {
  /**
   * A change.
   *
   * @param change the change
   */
  record Good<S>(Change<S> change) implements Parsed<S> {}

  /**
   * Nothing that can be done.
   *
   * @param id public id, when the line says one
   * @param refusal why
   */
  record Bad<S>(@Nullable String id, Refusal refusal) implements Parsed<S> {}
}
