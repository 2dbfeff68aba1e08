package io.palimpsest.erasure.door;

import io.palimpsest.access.Roles;
import io.palimpsest.erasure.model.InboxEnd;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** What other services ask about requests. */
@Path("/internal/erasures")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class InternalErasureResource {
  private final ReadmissionDesk desk;

  InternalErasureResource(ReadmissionDesk desk) {
    this.desk = desk;
  }

  @POST
  @Path("/{ref}/readmission")
  @RolesAllowed(Roles.SERVICE)
  @Operation(summary = "Asks leave for an erased name to come back.")
  public LeaveView readmission(@PathParam("ref") String ref, @QueryParam("by") @NotNull String by) {
    return new LeaveView(desk.admit(ref, by));
  }

  /**
   * The leave.
   *
   * @param inboxEnds how far the inbox topics went when it was given
   */
  record LeaveView(List<InboxEnd> inboxEnds) {}
}
