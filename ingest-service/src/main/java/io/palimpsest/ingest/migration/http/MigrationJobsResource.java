package io.palimpsest.ingest.migration.http;

import io.palimpsest.access.Roles;
import io.palimpsest.jobs.JobView;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** Long work of backups and migrations. */
@Path("/migrations/jobs")
@Tag(name = "migration")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.OPERATOR)
public class MigrationJobsResource {
  private final JobDoor jobs;

  MigrationJobsResource(JobDoor jobs) {
    this.jobs = jobs;
  }

  @GET
  @Path("/{job}")
  @RolesAllowed({Roles.OPERATOR, Roles.COMPLIANCE})
  @Operation(summary = "How far a job is")
  public JobView show(@RestPath String job) {
    return jobs.show(job);
  }

  @POST
  @Path("/{job}/pause")
  @Operation(summary = "Stops a job for a while")
  public JobView pause(@RestPath String job) {
    return jobs.pause(job);
  }

  @POST
  @Path("/{job}/resume")
  @Operation(summary = "Lets a paused or failed job go on where it was")
  public JobView resume(@RestPath String job) {
    return jobs.resume(job);
  }
}
