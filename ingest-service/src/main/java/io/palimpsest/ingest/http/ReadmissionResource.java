package io.palimpsest.ingest.http;

import io.palimpsest.access.Access;
import io.palimpsest.access.AccessLog;
import io.palimpsest.access.Roles;
import io.palimpsest.event.AccessAction;
import io.palimpsest.event.ScopeType;
import io.palimpsest.ingest.entry.TextRules;
import io.palimpsest.ingest.registry.Suppressions;
import io.palimpsest.tenancy.CreatorId;
import io.palimpsest.tenancy.OrganizationId;
import io.palimpsest.tenancy.Principal;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Readmission of erased scopes. */
@Path("/registry/readmissions")
@Tag(name = "registry")
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.OPERATOR, Roles.COMPLIANCE})
public class ReadmissionResource {
  private final Suppressions readmissions;
  private final Callers callers;
  private final AccessLog log;

  ReadmissionResource(Suppressions readmissions, Callers callers, AccessLog log) {
    this.readmissions = readmissions;
    this.callers = callers;
    this.log = log;
  }

  @POST
  @Operation(
      summary = "Lets an erased scope be admitted again, under a new uid, once leave is given")
  public void post(@Nullable ReadmissionRequest request) {
    ReadmissionRequest given = TextRules.present("body", request);
    ScopeType type = ScopeTypes.parse(given.type());
    List<String> ids = TextRules.present("ids", given.ids());
    Principal by = callers.current().principal();
    readmissions.readmit(type, ids, by, given.reason());
    log.record(
        Access.allowed(by, AccessAction.ADMIN, tenant(type, ids.getFirst()), 1, Duration.ZERO));
  }

  private static String tenant(ScopeType type, String id) {
    return switch (type) {
      case CREATOR, TWIN, SOURCE -> Access.tenant(new CreatorId(id));
      case ORGANIZATION, PROFILE, ITEM, UNKNOWN -> Access.tenant(new OrganizationId(id));
    };
  }
}
