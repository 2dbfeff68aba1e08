package io.palimpsest.ingest.inbox;

import io.palimpsest.ingest.entry.Refusal;
import io.palimpsest.ingest.entry.Seen;
import io.palimpsest.topic.Topic;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An inbox record that was refused.
 *
 * @param id id of the event; one derived from the record's place when it could not be decoded
 * @param place where the record was
 * @param refusal why it was refused
 * @param claim whose it claims to be, or null when that cannot be read
 * @param uids uids of the live scopes that it names, outermost first; empty when there are none
 * @param payload value of the record; empty when it cannot be opened any more
 * @param seen how far its entity was when it arrived
 * @param parkedAt when it was parked
 */
public record ParkedSubmission(
    UUID id,
    Place place,
    Refusal refusal,
    @Nullable Claim claim,
    List<UUID> uids,
    Optional<byte[]> payload,
    Seen seen,
    Instant parkedAt) {
  /** Copies the list. */
  public ParkedSubmission {
    uids = List.copyOf(uids);
  }

  /** The same, of which is known how far its entity was when it came first. */
  ParkedSubmission arrived(Seen first) {
    return new ParkedSubmission(id, place, refusal, claim, uids, payload, first, parkedAt);
  }

  /**
   * Where a record was.
   *
   * @param topic topic
   * @param partition partition
   * @param offset offset
   * @param key key of the record, empty when it has none
   */
  public record Place(Topic topic, int partition, long offset, String key) {}

  /**
   * What a record says of itself; only a verified token would prove it.
   *
   * @param tenant id of the organization or creator
   * @param parent id of the profile or twin
   * @param entity id of the item or source
   */
  public record Claim(String tenant, String parent, String entity) {}
}
