package io.palimpsest.erasure.door;

import io.palimpsest.erasure.model.Demand;
import io.palimpsest.erasure.model.Standing;
import io.palimpsest.event.ErasureReason;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A demand as it comes through any door, checked.
 *
 * @param id id of the request
 * @param target what to erase
 * @param reason why
 * @param receivedAt when the demand reached the organization
 * @param externalReference the requester's own reference
 * @param personalReference whether that reference names a person
 * @param options what else is wanted
 */
record NewErasure(
    UUID id,
    Target target,
    ErasureReason reason,
    Instant receivedAt,
    @Nullable String externalReference,
    boolean personalReference,
    Demand.Options options) {
  /** An owner's own demand, without options. */
  static NewErasure plain(UUID id, Target target, ErasureReason reason, Instant now) {
    return new NewErasure(
        id, target, reason, now, null, false, new Demand.Options(false, false, false, null));
  }

  /** The same, received now at the latest: the clock of a requester may be ahead of ours. */
  NewErasure receivedBy(Instant now) {
    return receivedAt.isAfter(now)
        ? new NewErasure(id, target, reason, now, externalReference, personalReference, options)
        : this;
  }

  Demand demand(String requestedBy, Standing standing) {
    return new Demand(
        target.type(),
        target.ids(),
        reason,
        requestedBy,
        standing,
        receivedAt,
        externalReference,
        personalReference,
        options);
  }
}
