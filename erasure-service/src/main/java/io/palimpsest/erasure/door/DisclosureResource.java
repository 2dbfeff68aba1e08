package io.palimpsest.erasure.door;

import io.palimpsest.access.CurrentPrincipal;
import io.palimpsest.access.ProblemException;
import io.palimpsest.access.Roles;
import io.palimpsest.audit.AuditField;
import io.palimpsest.audit.Statement;
import io.palimpsest.erasure.demand.Deed;
import io.palimpsest.erasure.demand.Deeds;
import io.palimpsest.erasure.model.ErasureRequest;
import io.palimpsest.erasure.phase.Notes;
import io.palimpsest.erasure.saga.Ledger;
import io.palimpsest.event.AccessAction;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Hands out the key under which a request's scope and actors appear in the log. */
@Path("/erasures/{id}/disclosure")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class DisclosureResource {
  private final Lookup lookup;
  private final Ledger ledger;
  private final Deeds deeds;
  private final Rights rights;
  private final CurrentPrincipal caller;
  private final Acts acts;
  private final Clock clock;

  DisclosureResource(
      Lookup lookup,
      Ledger ledger,
      Deeds deeds,
      Rights rights,
      CurrentPrincipal caller,
      Acts acts,
      Clock clock) {
    this.lookup = lookup;
    this.ledger = ledger;
    this.deeds = deeds;
    this.rights = rights;
    this.caller = caller;
    this.acts = acts;
    this.clock = clock;
  }

  /**
   * What proves whose data a request was about, to one who knows the scope's ids.
   *
   * @param requestRef reference in the log
   * @param key of the request, in hexadecimal
   * @param scope digest of the scope under it, as in the log; null where there is none
   * @param actor digest of who asked under it, as in the log
   */
  public record Disclosure(String requestRef, String key, @Nullable String scope, String actor) {
    @Override
    public String toString() {
      return "Disclosure[" + requestRef + "]";
    }
  }

  @POST
  @RolesAllowed(Roles.COMPLIANCE)
  @Operation(summary = "The key of the request's digests in the log, for an auditor; journalled.")
  public Disclosure disclose(@PathParam("id") String id) {
    if (id.startsWith(Deed.PREFIX)) {
      return ofDeed(id);
    }
    ErasureRequest request = lookup.visible(caller.get(), id);
    String by = request.identity().key().actor(caller.get().keyId());
    ledger.change(
        request.id(), newest -> Notes.remarked(newest, "disclosed", "by=" + by, clock.instant()));
    return new Disclosure(
        request.ref(),
        HexFormat.of().formatHex(request.identity().key().bytes()),
        request.identity().scope(),
        request.identity().actor());
  }

  private Disclosure ofDeed(String ref) {
    if (!rights.seesAll(caller.get())) {
      throw ProblemException.unknownTenant();
    }
    Deed deed =
        deeds
            .find(ref)
            .orElseThrow(
                () ->
                    new ProblemException(
                        404, "erasure.not_found", "there is no such erasure request"));
    acts.on(AccessAction.ADMIN, Acts.NOBODY, 1);
    Map<AuditField, Object> data =
        Statement.parse(deed.statement().getBytes(StandardCharsets.UTF_8)).data();
    return new Disclosure(
        ref,
        HexFormat.of().formatHex(deed.key().bytes()),
        (String) data.get(AuditField.SCOPE),
        String.valueOf(data.get(AuditField.ACTOR)));
  }
}
