package io.palimpsest.erasure.door;

import io.palimpsest.access.CurrentPrincipal;
import io.palimpsest.access.ProblemException;
import io.palimpsest.access.Roles;
import io.palimpsest.audit.AuditField;
import io.palimpsest.audit.RequestKey;
import io.palimpsest.audit.Statement;
import io.palimpsest.erasure.demand.Deed;
import io.palimpsest.erasure.demand.Deeds;
import io.palimpsest.erasure.demand.Demands;
import io.palimpsest.erasure.model.ErasureRequest;
import io.palimpsest.erasure.model.State;
import io.palimpsest.erasure.phase.Notes;
import io.palimpsest.erasure.saga.Ledger;
import io.palimpsest.event.AccessAction;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Hands out the key under which a request's scope and actors appear in the log, or destroys it. */
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
  private final Demands demands;
  private final SecureRandom random = new SecureRandom();
  private final Clock clock;

  DisclosureResource(
      Lookup lookup,
      Ledger ledger,
      Deeds deeds,
      Rights rights,
      CurrentPrincipal caller,
      Acts acts,
      Demands demands,
      Clock clock) {
    this.lookup = lookup;
    this.ledger = ledger;
    this.deeds = deeds;
    this.rights = rights;
    this.caller = caller;
    this.acts = acts;
    this.demands = demands;
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
    if (request.identity().unlinked()) {
      throw destroyed();
    }
    acts.on(request);
    String by = request.identity().key().actor(caller.get().keyId());
    ledger.change(
        request.id(), newest -> Notes.remarked(newest, "disclosed", "by=" + by, clock.instant()));
    return new Disclosure(
        request.ref(),
        HexFormat.of().formatHex(request.identity().key().bytes()),
        request.identity().scope(),
        request.identity().actor());
  }

  /**
   * Destroys the key, here and in the copy outside the database: whose data the request was about
   * and who acted can be proven to nobody any more, while the log and its proofs stay as they are.
   * The key of a deed is here alone.
   */
  @DELETE
  @RolesAllowed(Roles.COMPLIANCE)
  @Operation(
      summary = "Destroys the key of an ended request's digests in the log; journalled, for good.")
  public void destroy(@PathParam("id") String id) {
    if (id.startsWith(Deed.PREFIX)) {
      deeds.destroyKey(deed(id).ref());
      acts.on(AccessAction.ADMIN, Acts.NOBODY, 1);
      return;
    }
    ErasureRequest request = lookup.visible(caller.get(), id);
    RequestKey next = RequestKey.random(random);
    String by = next.actor(caller.get().keyId());
    ledger.change(
        request.id(),
        newest -> {
          requireOver(newest);
          return Notes.unlinked(newest, next, by, clock.instant());
        });
    demands.keep(request.id());
    acts.on(request);
  }

  /** What is refused may be appealed: the key tells whether an appeal is about the same scope. */
  private static void requireOver(ErasureRequest request) {
    if (!request.ended() || request.state() instanceof State.Rejected) {
      throw new ProblemException(
          409, "disclosure.under_way", "the key is needed until nothing can follow");
    }
  }

  private static ProblemException destroyed() {
    return new ProblemException(
        410, "disclosure.key_destroyed", "the key of this request was destroyed");
  }

  private Deed deed(String ref) {
    if (!rights.seesAll(caller.get())) {
      throw ProblemException.unknownTenant();
    }
    return deeds
        .find(ref)
        .orElseThrow(
            () ->
                new ProblemException(404, "erasure.not_found", "there is no such erasure request"));
  }

  private Disclosure ofDeed(String ref) {
    Deed deed = deed(ref);
    RequestKey key = deed.key();
    if (key == null) {
      throw destroyed();
    }
    acts.on(AccessAction.ADMIN, Acts.NOBODY, 1);
    Map<AuditField, Object> data =
        Statement.parse(deed.statement().getBytes(StandardCharsets.UTF_8)).data();
    return new Disclosure(
        ref,
        HexFormat.of().formatHex(key.bytes()),
        (String) data.get(AuditField.SCOPE),
        String.valueOf(data.get(AuditField.ACTOR)));
  }
}
