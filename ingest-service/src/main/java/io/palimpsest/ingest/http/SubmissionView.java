package io.palimpsest.ingest.http;

import io.palimpsest.access.Problem;
import io.palimpsest.ingest.inbox.ParkedSubmission;
import io.palimpsest.ingest.store.InboxTopics;
import java.time.Instant;
import java.util.UUID;

/**
 * A parked submission as it is shown; its content is not.
 *
 * @param eventId id of the event, or one derived from the record's place
 * @param state always {@code parked}: what was accepted is seen at its entity
 * @param topic topic of the record
 * @param partition partition of the record
 * @param offset offset of the record
 * @param parkedAt when it was parked
 * @param problem why
 * @param readable whether it can be replayed; false when the key of its content is not there
 */
public record SubmissionView(
    UUID eventId,
    String state,
    String topic,
    int partition,
    long offset,
    Instant parkedAt,
    Problem problem,
    boolean readable) {
  static SubmissionView of(ParkedSubmission parked) {
    return new SubmissionView(
        parked.id(),
        "parked",
        parked.place().topic().topicName(),
        parked.place().partition(),
        InboxTopics.onBroker(parked.place().offset()),
        parked.parkedAt(),
        RefusalMapper.problem(parked.refusal()),
        parked.payload().isPresent());
  }
}
