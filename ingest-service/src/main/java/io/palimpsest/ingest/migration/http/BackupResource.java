package io.palimpsest.ingest.migration.http;

import io.palimpsest.access.Roles;
import io.palimpsest.ingest.migration.backup.BackupFolder;
import io.palimpsest.ingest.migration.backup.BackupName;
import io.palimpsest.ingest.migration.backup.Backups;
import io.palimpsest.ingest.migration.backup.Manifest;
import io.palimpsest.ingest.migration.backup.RefusedBackupException;
import io.palimpsest.ingest.migration.legacy.SealedSource;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Backups of old systems: made, looked at, fetched, restored, destroyed. */
@Path("/backups")
@Tag(name = "migration")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.OPERATOR)
public class BackupResource {
  private final Backups backups;
  private final SealedSource sources;
  private final JobDoor jobs;

  BackupResource(Backups backups, SealedSource sources, JobDoor jobs) {
    this.backups = backups;
    this.sources = sources;
    this.jobs = jobs;
  }

  @GET
  @Operation(summary = "Names of the backups")
  public List<String> list() throws IOException {
    return backups.list().stream().map(BackupName::value).toList();
  }

  @GET
  @Path("/{backup}")
  @Operation(summary = "The manifest of a backup")
  public Manifest show(@RestPath String backup) throws IOException {
    return found(backup).manifest().orElseThrow(BackupResource::unfinished);
  }

  @POST
  @Path("/{backup}")
  @Operation(summary = "Starts a backup, or adds to one")
  @APIResponseSchema(value = JobView.class, responseCode = "202")
  public Response make(
      @RestPath String backup,
      @RestQuery("all_collections") @DefaultValue("false") boolean allCollections,
      @Nullable Asked asked) {
    return accepted(
        jobs.ask(
            "backup",
            Map.of(
                "backup", named(backup).value(),
                "source", sources.seal(Asked.source(asked)),
                "all_collections", Boolean.toString(allCollections))));
  }

  @POST
  @Path("/{backup}/restore")
  @Operation(summary = "Plans a restore; with plan=false does it")
  @APIResponseSchema(value = JobView.class, responseCode = "202")
  public Response restore(
      @RestPath String backup,
      @RestQuery @Nullable String index,
      @RestQuery @DefaultValue("false") boolean overwrite,
      @RestQuery @DefaultValue("true") boolean plan,
      @Nullable Asked asked) {
    Map<String, String> parameters = new HashMap<>();
    parameters.put("backup", named(backup).value());
    parameters.put("source", sources.seal(Asked.source(asked)));
    parameters.put("overwrite", Boolean.toString(overwrite));
    parameters.put("plan", Boolean.toString(plan));
    if (index != null) {
      parameters.put("index", index);
    }
    return accepted(jobs.ask("restore", parameters));
  }

  @GET
  @Path("/{backup}/files/{file}")
  @Produces(MediaType.APPLICATION_OCTET_STREAM)
  @Operation(summary = "Fetches a file of a backup")
  public Response fetch(@RestPath String backup, @RestPath String file) throws IOException {
    BackupFolder folder = found(backup);
    Manifest manifest = folder.manifest().orElseThrow(BackupResource::unfinished);
    if (!manifest.files().containsKey(file)) {
      throw JobDoor.refused(404, "backup.file", "The manifest names no such file.");
    }
    return Response.ok(folder.open(file)).build();
  }

  @DELETE
  @Path("/{backup}")
  @Operation(summary = "Destroys a backup")
  @APIResponse(responseCode = "204", description = "Done")
  public Response destroy(@RestPath String backup) throws IOException {
    if (!backups.destroy(named(backup))) {
      throw unknown();
    }
    return Response.noContent().build();
  }

  private BackupFolder found(String backup) {
    return backups.find(named(backup)).orElseThrow(BackupResource::unknown);
  }

  private static BackupName named(String backup) {
    try {
      return new BackupName(backup);
    } catch (RefusedBackupException refused) {
      throw JobDoor.refused(422, "backup.name", String.valueOf(refused.getMessage()));
    }
  }

  private static Response accepted(JobView job) {
    return Response.accepted(job)
        .location(java.net.URI.create("/migrations/jobs/" + job.id()))
        .build();
  }

  private static RuntimeException unknown() {
    return JobDoor.refused(404, "backup.unknown", "There is no backup of this name.");
  }

  private static RuntimeException unfinished() {
    return JobDoor.refused(409, "backup.unfinished", "The backup has no manifest yet.");
  }
}
