package io.palimpsest.erasure.door;

import io.palimpsest.access.ProblemException;
import io.palimpsest.access.Roles;
import io.palimpsest.erasure.restore.LostRequests;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** What a restore lost and nobody could make again. */
@Path("/erasures/lost")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class LostResource {
  private static final int PAGE = 1000;

  private final LostRequests lost;
  private final Clock clock;

  LostResource(LostRequests lost, Clock clock) {
    this.lost = lost;
    this.clock = clock;
  }

  @GET
  @RolesAllowed({Roles.COMPLIANCE, Roles.AUDITOR, Roles.OPERATOR})
  @Operation(summary = "Lists requests and holds that a restore lost, newest first.")
  public List<LostRequests.Lost> list() {
    return lost.list(PAGE);
  }

  @DELETE
  @Path("/{id}")
  @RolesAllowed(Roles.COMPLIANCE)
  @Operation(summary = "Says that it was looked after: it stays listed, and nobody is called.")
  public void lookedAfter(@PathParam("id") UUID id) {
    if (!lost.lookedAfter(id, clock.instant())) {
      throw new ProblemException(404, "erasure.not_found", "nothing with this id is lost");
    }
  }
}
