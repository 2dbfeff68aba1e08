package io.palimpsest.reembed.http;

import io.palimpsest.access.ActDisclosure;
import io.palimpsest.access.Roles;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** What this service did and told the audit log of: changed routes, migrations, dropped records. */
@Path("/reembed/acts")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class ActsResource {
  private final ActDisclosure acts;

  ActsResource(ActDisclosure acts) {
    this.acts = acts;
  }

  @POST
  @Path("/{act}/disclosure")
  @RolesAllowed(Roles.COMPLIANCE)
  @Operation(summary = "The key of an act's digests in the audit log, for an auditor; logged")
  public ActDisclosure.Disclosed disclose(@PathParam("act") String act) {
    return acts.disclose(act);
  }

  @DELETE
  @Path("/{act}/disclosure")
  @RolesAllowed(Roles.COMPLIANCE)
  @Operation(summary = "Destroys the key of an act's digests in the audit log for good; logged")
  public void destroy(@PathParam("act") String act) {
    acts.destroy(act);
  }
}
