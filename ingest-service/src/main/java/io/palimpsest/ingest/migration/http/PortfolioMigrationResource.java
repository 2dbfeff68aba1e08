package io.palimpsest.ingest.migration.http;

import io.palimpsest.access.CurrentPrincipal;
import io.palimpsest.access.Roles;
import io.palimpsest.ingest.migration.backup.RefusedBackupException;
import io.palimpsest.ingest.migration.legacy.SealedSource;
import io.palimpsest.ingest.migration.run.MigrationStatus;
import io.palimpsest.ingest.migration.run.WriteStop;
import io.palimpsest.jobs.JobView;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Migration of the single-tenant portfolio. */
@Path("/migrations/portfolio")
@Tag(name = "migration")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.OPERATOR)
public class PortfolioMigrationResource {
  private final SealedSource sources;
  private final JobDoor jobs;
  private final MigrationStatus status;
  private final WriteStop stop;
  private final CurrentPrincipal principal;

  PortfolioMigrationResource(
      SealedSource sources,
      JobDoor jobs,
      MigrationStatus status,
      WriteStop stop,
      CurrentPrincipal principal) {
    this.principal = principal;
    this.stop = stop;
    this.sources = sources;
    this.jobs = jobs;
    this.status = status;
  }

  @GET
  @Operation(summary = "The run that began last: phases, restore points, route")
  public Map<String, Object> show(
      @RestQuery("org_id") @DefaultValue("org_default") String organization) {
    return status.last(organization);
  }

  @POST
  @Operation(summary = "Plans a migration; with plan=false does it")
  @APIResponseSchema(value = JobView.class, responseCode = "202")
  public Response migrate(
      @RestQuery @DefaultValue("true") boolean plan, @Nullable MigrationRequest request) {
    MigrationRequest asked = Objects.requireNonNullElse(request, MigrationRequest.NONE);
    String run = UUID.randomUUID().toString();
    Map<String, String> parameters = common(asked);
    parameters.put("run", run);
    parameters.put("plan", Boolean.toString(plan));
    parameters.put("phase", asked.phaseOr("all"));
    parameters.put("by", principal.get().keyId());
    if (asked.pauseAt() != null) {
      parameters.put("pause_at", asked.pauseAt());
    }
    parameters.put(
        "backup", Objects.requireNonNullElse(asked.backup(), "portfolio-" + run.substring(0, 8)));
    return accepted(jobs.ask("migrate", parameters));
  }

  @POST
  @Path("/resume")
  @Operation(summary = "Lets the run that was interrupted go on; another plan is refused")
  @APIResponseSchema(value = JobView.class, responseCode = "202")
  public Response resume(@Nullable MigrationRequest request) {
    MigrationRequest asked = Objects.requireNonNullElse(request, MigrationRequest.NONE);
    if (status.lastRun().isEmpty()) {
      throw none();
    }
    String job =
        status
            .resumable(
                Objects.requireNonNullElse(asked.orgId(), "org_default"),
                Objects.requireNonNullElse(asked.profileId(), "prof_default"),
                asked.strict(),
                asked.preferExistingDeliverables(),
                Asked.source(asked.source()).index(),
                mode(asked))
            .orElseThrow(
                () ->
                    JobDoor.refused(
                        409, "plan.other", "The run that was interrupted had another plan."));
    return accepted(jobs.resume(job));
  }

  @POST
  @Path("/rollback")
  @Operation(summary = "Plans a rollback; with plan=false does it")
  @APIResponseSchema(value = JobView.class, responseCode = "202")
  public Response rollback(
      @RestQuery @DefaultValue("true") boolean plan, @Nullable MigrationRequest request) {
    MigrationRequest asked = Objects.requireNonNullElse(request, MigrationRequest.NONE);
    Map<String, String> parameters = asked.tenants();
    parameters.put("run", status.lastRun().orElseThrow(PortfolioMigrationResource::none));
    parameters.put("plan", Boolean.toString(plan));
    parameters.put("phase", asked.phaseOr("all"));
    parameters.put("by", principal.get().keyId());
    if (asked.namespace() != null) {
      parameters.put("namespace", asked.namespace());
    }
    return accepted(jobs.ask("rollback", parameters));
  }

  @POST
  @Path("/validate")
  @Operation(summary = "Compares both sides; changes nothing")
  @APIResponseSchema(value = JobView.class, responseCode = "202")
  public Response validate(@Nullable MigrationRequest request) {
    MigrationRequest asked = Objects.requireNonNullElse(request, MigrationRequest.NONE);
    Map<String, String> parameters = common(asked);
    parameters.put("run", status.lastRun().orElseThrow(PortfolioMigrationResource::none));
    parameters.put("phase", asked.phaseOr("all"));
    parameters.put(
        "backup",
        Objects.requireNonNullElseGet(
            asked.backup(),
            () -> status.lastBackup().orElseThrow(PortfolioMigrationResource::none)));
    return accepted(jobs.ask("validate", parameters));
  }

  @POST
  @Path("/frozen")
  @Operation(summary = "Says that nobody writes to the old side any more: the run may switch")
  @APIResponse(responseCode = "204", description = "Done")
  public Response frozen() {
    if (!status.frozen()) {
      throw JobDoor.refused(409, "freeze.not_awaited", "No run waits for a freeze.");
    }
    return Response.noContent().build();
  }

  @DELETE
  @Path("/write-stop")
  @Operation(summary = "Lets clients write again, whatever a migration says")
  @APIResponse(responseCode = "204", description = "Done")
  public Response lift() {
    stop.liftByCommand();
    return Response.noContent().build();
  }

  @POST
  @Path("/archive/{folder}")
  @Operation(summary = "Moves plan, rejects and reports of the last run to a dated folder")
  public Map<String, String> archive(@RestPath String folder) {
    try {
      return Map.of(
          "archived",
          status
              .archive(folder)
              .orElseThrow(
                  () -> JobDoor.refused(409, "run.files", "The last run has no files to move.")));
    } catch (RefusedBackupException refused) {
      throw JobDoor.refused(422, "archive.name", String.valueOf(refused.getMessage()));
    }
  }

  @GET
  @Path("/runs/{run}/files/{file}")
  @RolesAllowed({Roles.OPERATOR, Roles.COMPLIANCE})
  @Produces(MediaType.APPLICATION_OCTET_STREAM)
  @Operation(summary = "A file of a run: its plan, its rejects, its reports")
  public Response file(@RestPath String run, @RestPath String file) throws IOException {
    java.nio.file.Path path =
        status
            .file(run, file)
            .orElseThrow(
                () -> JobDoor.refused(404, "run.file", "The run has no file of this name."));
    return Response.ok(Files.newInputStream(path)).build();
  }

  private Map<String, String> common(MigrationRequest asked) {
    Map<String, String> parameters = new HashMap<>(asked.tenants());
    parameters.put("source", sources.seal(Asked.source(asked.source())));
    parameters.put("strict", Boolean.toString(asked.strict()));
    parameters.put(
        "prefer_existing_deliverables", Boolean.toString(asked.preferExistingDeliverables()));
    parameters.put("mode", mode(asked));
    if (asked.readerToken() != null) {
      parameters.put("reader", sources.sealText(asked.readerToken()));
    }
    return parameters;
  }

  private static String mode(MigrationRequest asked) {
    return Objects.requireNonNullElse(asked.mode(), "online");
  }

  private static Response accepted(JobView job) {
    return Response.accepted(job).location(URI.create("/migrations/jobs/" + job.id())).build();
  }

  private static RuntimeException none() {
    return JobDoor.refused(409, "run.none", "No migration has begun yet.");
  }
}
