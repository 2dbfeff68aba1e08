package io.palimpsest.ingest.inbox;

import io.palimpsest.ingest.entry.Change;
import io.palimpsest.ingest.entry.Origin;
import io.palimpsest.ingest.entry.Outcome;
import io.palimpsest.ingest.inbox.ParkedSubmission.Claim;
import io.palimpsest.ingest.registry.Caller;
import io.palimpsest.topic.Topic;
import java.util.List;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * One inbox topic.
 *
 * @param <E> type of its events
 * @param <S> type of the state that they ask for
 */
interface Inbox<E extends SpecificRecord, S> {
  Topic topic();

  Class<E> type();

  UUID eventId(E event);

  Claim claim(E event);

  /** The admission that the producer was told, or null when it said none. */
  @Nullable UUID admission(E event);

  /**
   * The change that an event asks for, checked as at the HTTP door.
   *
   * @throws io.palimpsest.ingest.entry.RefusedException when it is refused
   * @throws io.palimpsest.tenancy.InvalidIdException when an id breaks its rule
   */
  Change<S> change(E event, Caller caller, Origin origin);

  /** Applies changes of different entities. */
  List<Outcome> apply(List<Change<S>> changes);
}
