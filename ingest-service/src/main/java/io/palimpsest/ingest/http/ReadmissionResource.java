package io.palimpsest.ingest.http;

import io.palimpsest.access.Roles;
import io.palimpsest.ingest.entry.TextRules;
import io.palimpsest.ingest.scope.Readmissions;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Readmission of erased scopes. */
@Path("/registry/readmissions")
@Tag(name = "registry")
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.OPERATOR)
public class ReadmissionResource {
  private final Readmissions readmissions;

  ReadmissionResource(Readmissions readmissions) {
    this.readmissions = readmissions;
  }

  @POST
  @Operation(
      summary = "Lets an erased scope be admitted again, under a new uid, once leave is given")
  public void post(@Nullable ReadmissionRequest request) {
    ReadmissionRequest given = TextRules.present("body", request);
    readmissions.readmit(ScopeTypes.parse(given.type()), TextRules.present("ids", given.ids()));
  }
}
