package io.palimpsest.erasure.door;

import io.palimpsest.access.CurrentPrincipal;
import io.palimpsest.access.ProblemException;
import io.palimpsest.access.Roles;
import io.palimpsest.erasure.model.ErasureRequest;
import io.palimpsest.event.ErasureReason;
import io.palimpsest.event.ScopeType;
import io.palimpsest.tenancy.CreatorId;
import io.palimpsest.tenancy.Principal;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jspecify.annotations.Nullable;

/** Creators erase what is their own. */
@Path("/delphi")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class DelphiResource {
  private final Intake intake;
  private final Views views;
  private final Waiting waiting;
  private final CurrentPrincipal caller;
  private final Clock clock;

  DelphiResource(
      Intake intake, Views views, Waiting waiting, CurrentPrincipal caller, Clock clock) {
    this.intake = intake;
    this.views = views;
    this.waiting = waiting;
    this.caller = caller;
    this.clock = clock;
  }

  @DELETE
  @Path("/twin/{twin_id}")
  @RolesAllowed({Roles.PRODUCER, Roles.COMPLIANCE})
  @Operation(summary = "Asks that one of the caller's own twins be erased.")
  @APIResponseSchema(value = ErasureView.class, responseCode = "202")
  public Response twin(
      @PathParam("twin_id") String twin,
      @HeaderParam("Idempotency-Key") @Nullable String key,
      @QueryParam("wait") @Nullable String wait) {
    return erase(ScopeType.TWIN, List.of(creator().value(), twin), key, Waiting.parse(wait));
  }

  @DELETE
  @Path("/creator")
  @RolesAllowed({Roles.PRODUCER, Roles.COMPLIANCE})
  @Operation(summary = "Asks that the caller be erased, with all twins.")
  @APIResponseSchema(value = ErasureView.class, responseCode = "202")
  public Response creator(
      @HeaderParam("Idempotency-Key") @Nullable String key,
      @QueryParam("wait") @Nullable String wait) {
    return erase(ScopeType.CREATOR, List.of(creator().value()), key, Waiting.parse(wait));
  }

  private Response erase(ScopeType type, List<String> ids, @Nullable String key, Duration atMost) {
    Principal principal = caller.get();
    NewErasure erasure =
        NewErasure.plain(
            id(principal, key),
            new Target(type, ids),
            ErasureReason.OWNER_REQUEST,
            clock.instant());
    ErasureRequest request = intake.acceptOwn(principal, erasure);
    ErasureRequest shown =
        atMost.isZero() ? request : waiting.end(request.id(), atMost).orElse(request);
    return Response.accepted(views.of(shown))
        .location(URI.create(ErasureView.path(request)))
        .build();
  }

  private CreatorId creator() {
    return caller.get().creator().orElseThrow(ProblemException::unknownTenant);
  }

  /** The same key of the same caller is the same request. */
  private static UUID id(Principal principal, @Nullable String key) {
    return key == null
        ? UUID.randomUUID()
        : UUID.nameUUIDFromBytes((principal.keyId() + "\n" + key).getBytes(StandardCharsets.UTF_8));
  }
}
