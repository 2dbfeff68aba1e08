package io.palimpsest.erasure.door;

import io.palimpsest.access.ProblemException;
import io.palimpsest.access.Roles;
import io.palimpsest.erasure.model.ErasureRequest;
import io.palimpsest.erasure.phase.Suppression;
import io.palimpsest.erasure.saga.Ledger;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Keeps account of suppressions that compliance lifted; ingest-service has asked who it was. */
@Path("/internal/erasures")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class LiftingResource {
  private final Ledger ledger;
  private final Clock clock;

  LiftingResource(Ledger ledger, Clock clock) {
    this.ledger = ledger;
    this.clock = clock;
  }

  /**
   * Somebody lifts a suppression.
   *
   * @param by key id of who it is, of the compliance role
   * @param reason code of the reason
   */
  public record LiftingBody(
      @NotBlank String by,
      @NotNull @Pattern(regexp = "[a-z]{2,24}([_.][a-z]{2,24}){0,2}") String reason) {}

  @POST
  @Path("/{ref}/lifting")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Roles.SERVICE)
  @Operation(summary = "Lifts the suppression of a name; asking again changes nothing.")
  public void lift(@PathParam("ref") String ref, @NotNull @Valid LiftingBody body) {
    if (ledger.changeByRef(ref, request -> lifted(request, body)).isEmpty()) {
      throw new ProblemException(404, "erasure.not_found", "there is no such request");
    }
  }

  private ErasureRequest lifted(ErasureRequest request, LiftingBody body) {
    return Suppression.lifted(
        request, request.identity().key().actor(body.by()), body.reason(), clock.instant());
  }
}
