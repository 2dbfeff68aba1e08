package io.palimpsest.reembed.http;

import io.palimpsest.access.ProblemException;
import io.palimpsest.access.Roles;
import io.palimpsest.jobs.InvalidJobException;
import io.palimpsest.jobs.JobRunner;
import io.palimpsest.jobs.Jobs;
import io.palimpsest.reembed.repair.Clear;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.Map;

/** Namespaces that a migration has emptied. */
@Path("/internal/clears")
@RolesAllowed(Roles.SERVICE)
@RunOnVirtualThread
public class InternalClearResource {
  private final Jobs jobs;
  private final Clear clear;
  private final JobRunner runner;

  InternalClearResource(Jobs jobs, Clear clear, JobRunner runner) {
    this.jobs = jobs;
    this.clear = clear;
    this.runner = runner;
  }

  /**
   * Has a tenant's namespace emptied and its rows made due. Answers 202 when it begins, 204 when no
   * such tenant lives, and 409 while that is under way.
   */
  @POST
  public Response ask(@QueryParam("tenant") @DefaultValue("") String tenant) {
    try {
      if (jobs.ask(clear.asked(), Map.of("tenant", tenant), 0).isEmpty()) {
        throw new ProblemException(409, "job.active", "The namespace is being emptied.");
      }
    } catch (InvalidJobException nobody) {
      return Response.noContent().build();
    }
    runner.wake();
    return Response.accepted().build();
  }
}
