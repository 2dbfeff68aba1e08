package io.palimpsest.erasure.door;

import io.palimpsest.access.Roles;
import io.palimpsest.erasure.parked.ParkedRequests;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Refused records of the requests' topic, for operators. */
@Path("/erasures/parked")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class ParkedResource {
  private static final int PAGE = 200;

  private final ParkedRequests parked;

  ParkedResource(ParkedRequests parked) {
    this.parked = parked;
  }

  @GET
  @RolesAllowed(Roles.OPERATOR)
  @Operation(summary = "Lists refused records, newest first.")
  public List<ParkedRequests.Parked> list() {
    return parked.newest(PAGE);
  }
}
