package io.palimpsest.erasure.door;

import io.palimpsest.erasure.model.Demand;
import io.palimpsest.event.ErasureReason;
import io.palimpsest.event.ScopeType;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A demand as JSON.
 *
 * @param requestId id of the request; not given: minted
 * @param scope what to erase
 * @param reason why; not given: OTHER
 * @param receivedAt when the demand reached the organization; not given: now
 * @param externalReference the requester's own reference
 * @param externalReferencePersonal whether that reference names a person; not given: it does not
 * @param export write an export before the first delete
 * @param exportMayFail whether deletion goes on when the export cannot be written
 * @param dryRun end as planned
 * @param suppress keep the name from coming back but by compliance
 * @param callback URL that gets a call per state
 */
public record ErasureBody(
    @Nullable UUID requestId,
    @NotNull @Valid ScopeBody scope,
    @Nullable ErasureReason reason,
    @Nullable Instant receivedAt,
    @Size(max = 256) @Nullable String externalReference,
    boolean externalReferencePersonal,
    boolean export,
    boolean exportMayFail,
    boolean dryRun,
    boolean suppress,
    @Size(max = 2048) @Nullable String callback) {

  /**
   * A scope as JSON.
   *
   * @param type kind
   * @param ids public ids, outermost first
   */
  public record ScopeBody(
      @NotNull ScopeType type,
      @NotEmpty @Size(max = 3) List<@NotNull @Size(max = 128) String> ids) {
    Target target() {
      return new Target(type, ids);
    }
  }

  NewErasure erasure(Instant now) {
    return new NewErasure(
        Optional.ofNullable(requestId).orElseGet(UUID::randomUUID),
        scope.target(),
        Optional.ofNullable(reason).orElse(ErasureReason.OTHER),
        Optional.ofNullable(receivedAt).orElse(now),
        externalReference,
        externalReferencePersonal,
        new Demand.Options(export, exportMayFail, dryRun, callback, suppress));
  }
}
