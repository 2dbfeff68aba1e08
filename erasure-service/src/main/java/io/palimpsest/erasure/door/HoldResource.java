package io.palimpsest.erasure.door;

import io.palimpsest.access.CurrentPrincipal;
import io.palimpsest.access.ProblemException;
import io.palimpsest.access.Roles;
import io.palimpsest.erasure.demand.Hold;
import io.palimpsest.erasure.demand.Holds;
import io.palimpsest.erasure.model.Scope;
import io.palimpsest.erasure.plan.DirectoryUnavailableException;
import io.palimpsest.erasure.plan.ResolvedScope;
import io.palimpsest.erasure.plan.ScopeDirectory;
import io.palimpsest.event.AccessAction;
import io.palimpsest.event.ScopeType;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jspecify.annotations.Nullable;

/** Legal holds over HTTP. */
@Path("/erasures/holds")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class HoldResource {
  private static final int PAGE = 200;

  private final Holds holds;
  private final HoldKeeper keeper;
  private final ScopeDirectory directory;
  private final Rights rights;
  private final CurrentPrincipal caller;
  private final Acts acts;
  private final Clock clock;

  HoldResource(
      Holds holds,
      HoldKeeper keeper,
      ScopeDirectory directory,
      Rights rights,
      CurrentPrincipal caller,
      Acts acts,
      Clock clock) {
    this.holds = holds;
    this.keeper = keeper;
    this.directory = directory;
    this.rights = rights;
    this.caller = caller;
    this.acts = acts;
    this.clock = clock;
  }

  /**
   * A hold to place.
   *
   * @param scope what it lies on
   * @param basis code of the legal basis
   * @param reviewAt when somebody is to look whether it is still needed
   */
  public record HoldBody(
      @NotNull @Valid ErasureBody.ScopeBody scope,
      @NotNull @Pattern(regexp = "[a-z]{2,24}([_.][a-z]{2,24}){0,2}") String basis,
      @Nullable Instant reviewAt) {}

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Roles.COMPLIANCE)
  @Operation(summary = "Places a legal hold on a scope: nothing of it is deleted while it lasts.")
  @APIResponseSchema(value = HoldView.class, responseCode = "201")
  public Response place(@NotNull @Valid HoldBody body) {
    Target target = body.scope().target();
    rights.standing(caller.get(), target);
    List<UUID> path = resolve(target).path().stream().map(Scope::uid).toList();
    Hold hold =
        keeper.place(
            new Hold(
                UUID.randomUUID(),
                target.type(),
                target.ids(),
                path,
                body.basis(),
                caller.get().keyId(),
                clock.instant(),
                body.reviewAt(),
                null,
                null));
    acts.on(AccessAction.ADMIN, target.tenant(), 1);
    return Response.created(URI.create("/erasures/holds/" + hold.id()))
        .entity(HoldView.of(hold, clock.instant()))
        .build();
  }

  @GET
  @RolesAllowed({Roles.COMPLIANCE, Roles.AUDITOR, Roles.OPERATOR})
  @Operation(
      summary =
          "Lists the holds that last, newest first; of a scope, its parents and what is under it,"
              + " if one is named. The id of a page's last hold leads to the next page.")
  public List<HoldView> list(
      @QueryParam("before") @Nullable UUID before,
      @QueryParam("limit") @DefaultValue("200") @Min(1) @Max(PAGE) int limit,
      @QueryParam("type") @Nullable ScopeType type,
      @QueryParam("ids") List<String> ids) {
    if (!rights.seesAll(caller.get())) {
      throw ProblemException.unknownTenant();
    }
    List<UUID> path =
        type == null
            ? List.of()
            : resolve(new ErasureBody.ScopeBody(type, ids).target()).path().stream()
                .map(Scope::uid)
                .toList();
    return holds.lasting(path, before, limit).stream()
        .map(hold -> HoldView.of(hold, clock.instant()))
        .toList();
  }

  @DELETE
  @Path("/{id}")
  @RolesAllowed(Roles.COMPLIANCE)
  @Operation(summary = "Releases a hold; requests that it kept waiting go on.")
  public HoldView release(@PathParam("id") UUID id) {
    if (!rights.seesAll(caller.get())) {
      throw ProblemException.unknownTenant();
    }
    String tenant =
        holds
            .find(id)
            .filter(hold -> !hold.ids().isEmpty())
            .map(hold -> new Target(hold.type(), hold.ids()).tenant())
            .orElse(Acts.NOBODY);
    Hold released =
        keeper
            .release(id, caller.get().keyId())
            .orElseThrow(
                () ->
                    new ProblemException(
                        404, "hold.not_found", "there is no such hold that lasts"));
    acts.on(AccessAction.ADMIN, tenant, 1);
    return HoldView.of(released, clock.instant());
  }

  private ResolvedScope resolve(Target target) {
    try {
      return directory
          .resolve(target.type(), target.ids())
          .orElseThrow(ProblemException::unknownTenant);
    } catch (DirectoryUnavailableException e) {
      throw new ProblemException(
          503, "registry.unavailable", "the registry cannot be asked now; try again");
    }
  }
}
