package io.palimpsest.ingest.migration.http;

import io.palimpsest.access.CurrentPrincipal;
import io.palimpsest.access.Roles;
import io.palimpsest.ingest.migration.legacy.SealedSource;
import io.palimpsest.ingest.migration.run.MigrationStatus;
import io.palimpsest.jobs.JobView;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The end of a portfolio's old data, which is no phase of its migration. */
@Path("/migrations/portfolio/contract")
@Tag(name = "migration")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class ContractResource {
  private final SealedSource sources;
  private final JobDoor jobs;
  private final MigrationStatus status;
  private final CurrentPrincipal principal;

  ContractResource(
      SealedSource sources, JobDoor jobs, MigrationStatus status, CurrentPrincipal principal) {
    this.sources = sources;
    this.jobs = jobs;
    this.status = status;
    this.principal = principal;
  }

  @POST
  @Path("/plan")
  @RolesAllowed({Roles.OPERATOR, Roles.COMPLIANCE})
  @Operation(summary = "Says which old data would be removed, and what keeps them; writes nothing")
  @APIResponseSchema(value = JobView.class, responseCode = "202")
  public Response plan(@Nullable ContractRequest request) {
    return ask(Objects.requireNonNullElse(request, ContractRequest.NONE), true);
  }

  @POST
  @RolesAllowed(Roles.COMPLIANCE)
  @Operation(summary = "Removes the old data of a plan that is agreed to; there is no way back")
  @APIResponseSchema(value = JobView.class, responseCode = "202")
  public Response contract(@Nullable ContractRequest request) {
    return ask(Objects.requireNonNullElse(request, ContractRequest.NONE), false);
  }

  private Response ask(ContractRequest asked, boolean plan) {
    Map<String, String> parameters = new HashMap<>();
    parameters.put(
        "run",
        status
            .lastRun()
            .orElseThrow(() -> JobDoor.refused(409, "run.none", "No migration has begun yet.")));
    parameters.put("source", sources.seal(Asked.source(asked.source())));
    parameters.put("plan", Boolean.toString(plan));
    parameters.put("by", principal.get().keyId());
    put(parameters, "org_id", asked.orgId());
    if (!plan) {
      put(parameters, "agreed", asked.plan());
      put(parameters, "namespace", asked.namespace());
    }
    var job = jobs.ask("contract", parameters);
    return Response.accepted(job).location(URI.create("/migrations/jobs/" + job.id())).build();
  }

  private static void put(Map<String, String> parameters, String name, @Nullable String value) {
    if (value != null) {
      parameters.put(name, value);
    }
  }
}
