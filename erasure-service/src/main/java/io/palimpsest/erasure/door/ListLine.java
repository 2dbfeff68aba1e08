package io.palimpsest.erasure.door;

import io.palimpsest.erasure.model.Demand;
import io.palimpsest.event.ErasureReason;
import io.palimpsest.event.ScopeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One line of a list of demands.
 *
 * @param type kind of the scope
 * @param ids public ids, outermost first
 * @param hashed in place of both, the hash by which a deletion platform names somebody
 * @param platform which platform; not given: {@code drop}
 * @param reason why; not given: that of a data subject's request
 * @param externalReference number of the case
 * @param externalReferencePersonal whether that number names a person
 * @param suppress keep the name from coming back but by compliance
 */
record ListLine(
    @Nullable ScopeType type,
    @Nullable List<@Nullable String> ids,
    @Nullable String hashed,
    @Nullable String platform,
    @Nullable ErasureReason reason,
    @Nullable String externalReference,
    boolean externalReferencePersonal,
    boolean suppress) {
  /** The demand for what it names. */
  NewErasure erasure(UUID id, Target target, Instant now) {
    return new NewErasure(
        id,
        target,
        Optional.ofNullable(reason).orElse(ErasureReason.DATA_SUBJECT_REQUEST),
        now,
        externalReference,
        externalReferencePersonal,
        new Demand.Options(false, false, false, null, suppress));
  }
}
