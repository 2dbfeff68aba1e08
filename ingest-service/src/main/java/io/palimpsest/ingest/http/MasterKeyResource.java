package io.palimpsest.ingest.http;

import io.palimpsest.access.Roles;
import io.palimpsest.ingest.key.Rotation;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;

/** The master key: how many keys an older one still wraps, and wrapping them anew. */
@Path("/ingest/master-key")
@Tag(name = "operations")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.OPERATOR)
public class MasterKeyResource {
  private static final long MOST = 10_000;

  private final Rotation rotation;

  MasterKeyResource(Rotation rotation) {
    this.rotation = rotation;
  }

  @GET
  @Operation(summary = "How many keys an older master key still wraps")
  public Rotation.Progress progress() {
    return rotation.progress();
  }

  @POST
  @Path("/rotation")
  @Operation(summary = "Wraps keys anew under the master key that wraps now; repeat until 0 remain")
  public Rotation.Progress rotate(@RestQuery @DefaultValue("10000") long most) {
    return rotation.run(Math.clamp(most, 1, MOST));
  }
}
