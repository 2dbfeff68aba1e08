package io.palimpsest.ingest.inbox;

import io.palimpsest.ingest.entry.Change;
import io.palimpsest.ingest.entry.Refusal;
import io.palimpsest.ingest.inbox.ParkedSubmission.Claim;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a record turned out to be, before anything is written.
 *
 * @param <S> type of the state
 */
sealed interface Verdict<S> {
  /** Id of the event. */
  UUID eventId();

  /**
   * A change that may be applied.
   *
   * @param eventId id of the event
   * @param claim whose it claims to be
   * @param change the change
   */
  record Apply<S>(UUID eventId, Claim claim, Change<S> change) implements Verdict<S> {}

  /**
   * Nothing that may be applied.
   *
   * @param eventId id of the event, or one derived from its place
   * @param claim whose it claims to be, or null when that cannot be read
   * @param refusal why
   */
  record Refuse<S>(UUID eventId, @Nullable Claim claim, Refusal refusal) implements Verdict<S> {}
}
