package io.palimpsest.reembed.http;

import io.palimpsest.access.ProblemException;
import io.palimpsest.access.Roles;
import io.palimpsest.jobs.InvalidJobException;
import io.palimpsest.jobs.JobKind;
import io.palimpsest.jobs.JobKinds;
import io.palimpsest.jobs.JobRunner;
import io.palimpsest.jobs.Jobs;
import io.palimpsest.reembed.repair.Reconcile;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reconciles that other services ask for. */
@Path("/internal/reconciles")
@RolesAllowed(Roles.SERVICE)
@RunOnVirtualThread
public class InternalReconcileResource {
  private final Jobs jobs;
  private final JobKinds kinds;
  private final JobRunner runner;

  InternalReconcileResource(Jobs jobs, JobKinds kinds, JobRunner runner) {
    this.jobs = jobs;
    this.kinds = kinds;
    this.runner = runner;
  }

  /**
   * Starts a reconcile with repair of one tenant, or of all. Answers 202 when it begins, 204 when
   * no such tenant lives, so that there is nothing to compare, and 409 while another reconcile is
   * not over: ask again.
   *
   * @param erased uid of an erased scope for which leave to come back was given: what came back of
   *     it goes, too
   */
  @POST
  public Response ask(
      @QueryParam("tenant") @Nullable String tenant, @QueryParam("erased") @Nullable UUID erased) {
    JobKind reconcile = kinds.find(Reconcile.NAME).orElseThrow();
    JobKind kind = erased == null ? reconcile : Reconcile.afterLeaveFor(erased, reconcile);
    Map<String, String> parameters =
        tenant == null ? Map.of("repair", "true") : Map.of("repair", "true", "tenant", tenant);
    try {
      if (jobs.ask(kind, parameters, 0).isEmpty()) {
        throw new ProblemException(409, "job.active", "Another reconcile is not over yet.");
      }
    } catch (InvalidJobException nobody) {
      return Response.noContent().build();
    }
    runner.wake();
    return Response.accepted().build();
  }
}
