package io.palimpsest.reembed.park;

import io.palimpsest.reembed.change.Origin;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A record that was set aside.
 *
 * @param origin where it came from, and its id
 * @param key its key; empty when that is no uid, and so may say anything
 * @param reason machine-readable, why
 * @param uids uids of the scopes that hold its entity, outermost first; empty when it could not be
 *     read
 * @param revision of the change; 0 when it could not be read
 * @param payload its value as it is kept
 * @param parkedAt when
 */
public record ParkedRecord(
    Origin origin,
    String key,
    String reason,
    List<UUID> uids,
    long revision,
    Payload payload,
    Instant parkedAt) {
  /** Copies the uids. */
  public ParkedRecord {
    uids = List.copyOf(uids);
  }
}
