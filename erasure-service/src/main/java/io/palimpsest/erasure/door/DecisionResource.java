package io.palimpsest.erasure.door;

import io.palimpsest.access.CurrentPrincipal;
import io.palimpsest.access.ProblemException;
import io.palimpsest.access.Roles;
import io.palimpsest.erasure.model.ErasureRequest;
import io.palimpsest.erasure.model.Handling;
import io.palimpsest.tenancy.Principal;
import io.palimpsest.tenancy.Role;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** What people decide about a request. */
@Path("/erasures/{id}")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class DecisionResource {
  private final Lookup lookup;
  private final Decisions decisions;
  private final Rights rights;
  private final Views views;
  private final Desk desk;
  private final CurrentPrincipal caller;

  DecisionResource(
      Lookup lookup,
      Decisions decisions,
      Rights rights,
      Views views,
      Desk desk,
      CurrentPrincipal caller) {
    this.lookup = lookup;
    this.decisions = decisions;
    this.rights = rights;
    this.views = views;
    this.desk = desk;
    this.caller = caller;
  }

  /**
   * Consent.
   *
   * @param digest digest of the plan that was shown
   */
  public record ApprovalBody(@NotNull @Pattern(regexp = "[0-9a-f]{64}") String digest) {}

  /**
   * A reason.
   *
   * @param reason code in lower case
   */
  public record ReasonBody(
      @NotNull @Pattern(regexp = "[a-z]{2,24}([_.][a-z]{2,24}){0,2}") String reason) {}

  /**
   * A refusal.
   *
   * @param reason code in lower case, which the log shows
   * @param text the reason in words, for whoever asked; kept with the request, and names nobody
   */
  public record RefusalBody(
      @NotNull @Pattern(regexp = "[a-z]{2,24}([_.][a-z]{2,24}){0,2}") String reason,
      @Size(min = 1, max = 2000) @Nullable String text) {}

  /**
   * An appeal.
   *
   * @param scope what the request was for: a refusal keeps no name
   */
  public record AppealBody(@NotNull @Valid ErasureBody.ScopeBody scope) {}

  @POST
  @Path("/approve")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Roles.COMPLIANCE)
  @Operation(summary = "Approves exactly the plan with the digest.")
  public ErasureView approve(@PathParam("id") String id, @NotNull @Valid ApprovalBody body) {
    return done(
        decisions.approve(visible(id), caller.get(), body.digest()), Handling.What.APPROVED);
  }

  @POST
  @Path("/reject")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Roles.COMPLIANCE)
  @Operation(summary = "Refuses a request, before its fence, with a reason.")
  public ErasureView reject(@PathParam("id") String id, @NotNull @Valid RefusalBody body) {
    return done(
        decisions.reject(visible(id), caller.get(), body.reason(), body.text()),
        Handling.What.REJECTED);
  }

  @POST
  @Path("/appeal")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({Roles.COMPLIANCE, Roles.PRODUCER})
  @Operation(summary = "Reopens a request that was refused; its deadline goes on.")
  public ErasureView appeal(@PathParam("id") String id, @NotNull @Valid AppealBody body) {
    return done(
        decisions.appeal(visible(id), caller.get(), body.scope().target()), Handling.What.APPEALED);
  }

  @POST
  @Path("/cancel")
  @RolesAllowed({Roles.COMPLIANCE, Roles.PRODUCER})
  @Operation(summary = "Takes a request back, until the intent to fence is journalled.")
  public ErasureView cancel(@PathParam("id") String id) {
    ErasureRequest request = visible(id);
    Principal principal = caller.get();
    if (!principal.has(Role.COMPLIANCE)
        && !request.identity().requester().equals(rights.requester(principal))) {
      throw new ProblemException(
          403, "cancel.not_requester", "only who asked, or compliance, takes a request back");
    }
    return done(decisions.cancel(request, principal), Handling.What.CANCELLED);
  }

  @POST
  @Path("/extend")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Roles.COMPLIANCE)
  @Operation(summary = "Extends the legal deadline by two months, once, with a reason.")
  public ErasureView extend(@PathParam("id") String id, @NotNull @Valid ReasonBody body) {
    return done(decisions.extend(visible(id), caller.get(), body.reason()), Handling.What.EXTENDED);
  }

  @POST
  @Path("/rerun")
  @RolesAllowed(Roles.COMPLIANCE)
  @Operation(summary = "Runs a confirmed erasure again for participants that were added since.")
  public ErasureView rerun(@PathParam("id") String id) {
    return done(decisions.rerun(visible(id), caller.get()), Handling.What.RERUN);
  }

  private ErasureView done(ErasureRequest changed, Handling.What what) {
    desk.did(changed, caller.get(), what);
    return views.of(changed);
  }

  private ErasureRequest visible(String id) {
    return lookup.visible(caller.get(), id);
  }
}
