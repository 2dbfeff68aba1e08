package io.palimpsest.reembed.http;

import io.palimpsest.access.Paging;
import io.palimpsest.access.ProblemException;
import io.palimpsest.access.Roles;
import io.palimpsest.jobs.InvalidJobException;
import io.palimpsest.jobs.Job;
import io.palimpsest.jobs.JobKind;
import io.palimpsest.jobs.JobKinds;
import io.palimpsest.jobs.JobRunner;
import io.palimpsest.jobs.JobView;
import io.palimpsest.jobs.Jobs;
import io.palimpsest.jobs.State;
import io.palimpsest.reembed.repair.Finding;
import io.palimpsest.reembed.repair.Findings;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jspecify.annotations.Nullable;

/** Long work: asked for, looked at, paused, throttled, stopped. */
@Path("/jobs")
@RolesAllowed(Roles.OPERATOR)
@RunOnVirtualThread
public class JobsResource {
  private final Jobs jobs;
  private final JobKinds kinds;
  private final JobRunner runner;
  private final Findings findings;
  private final Paging paging;

  JobsResource(Jobs jobs, JobKinds kinds, JobRunner runner, Findings findings, Paging paging) {
    this.jobs = jobs;
    this.kinds = kinds;
    this.runner = runner;
    this.findings = findings;
    this.paging = paging;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @APIResponseSchema(value = JobView.class, responseCode = "201")
  @Operation(summary = "Asks for a job")
  public Response ask(@Nullable AskedJob body) {
    if (body == null) {
      throw new ProblemException(400, "json.missing", "a JSON object is expected");
    }
    JobKind kind =
        kinds
            .find(body.named())
            .orElseThrow(() -> AskedJob.invalid("kind", "is one of " + kinds.names()));
    Job job = ask(kind, body);
    runner.wake();
    return Response.created(URI.create("/jobs/" + job.id())).entity(JobView.of(job)).build();
  }

  @GET
  @Operation(summary = "Lists jobs, the newest first, of one state or all")
  public List<JobView> list(
      @QueryParam("state") Optional<State> state,
      @QueryParam("limit") @DefaultValue("100") @Min(1) @Max(1000) int limit) {
    return jobs.list(state.map(Set::of).orElse(Set.of()), limit).stream().map(JobView::of).toList();
  }

  @GET
  @Path("/{id}")
  @Operation(summary = "How far a job is")
  public JobView show(@PathParam("id") String id) {
    return JobView.of(find(id));
  }

  /**
   * A page of what a job found.
   *
   * @param items the findings
   * @param next to be given as {@code cursor} for the next page, absent on the last one
   */
  public record Page(List<Item> items, Optional<String> next) {}

  /**
   * Something that a job found.
   *
   * @param kind what is wrong
   * @param namespace where
   * @param vector id of the vector, empty when a whole entity is meant
   * @param uids uids of the scopes concerned, outermost first
   * @param since when it was found first, by this job or those before it without a break
   */
  public record Item(String kind, String namespace, String vector, List<UUID> uids, Instant since) {
    static Item of(Findings.Found found) {
      Finding one = found.finding();
      return new Item(one.kind(), one.namespace(), one.vector(), one.uids(), found.since());
    }
  }

  @GET
  @Path("/{id}/findings")
  @Operation(summary = "What a reconcile found, page by page")
  public Page findings(
      @PathParam("id") String id,
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit") @DefaultValue("100") @Min(1) @Max(1000) int limit) {
    List<Findings.Found> found =
        findings.page(find(id).id(), paging.after(cursor, Function.identity()), limit);
    List<Item> items = found.stream().map(Item::of).toList();
    return new Page(
        items,
        items.size() < limit
            ? Optional.empty()
            : Optional.of(paging.cursor(found.getLast().name())));
  }

  @POST
  @Path("/{id}/pause")
  @Operation(summary = "Stops a job for a while")
  public JobView pause(@PathParam("id") String id) {
    return changed(find(id), jobs.pause(find(id).id()), "paused");
  }

  @POST
  @Path("/{id}/resume")
  @Operation(summary = "Lets a paused or failed job go on where it was")
  public JobView resume(@PathParam("id") String id) {
    JobView view = changed(find(id), jobs.resume(find(id).id()), "resumed");
    runner.wake();
    return view;
  }

  @POST
  @Path("/{id}/cancel")
  @Operation(summary = "Ends a job for good")
  public JobView cancel(@PathParam("id") String id) {
    return changed(find(id), jobs.cancel(find(id).id()), "cancelled");
  }

  @PUT
  @Path("/{id}/throttle")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Bounds the work of a job per second")
  public JobView throttle(@PathParam("id") String id, @Nullable Throttle body) {
    if (body == null) {
      throw new ProblemException(400, "json.missing", "a JSON object is expected");
    }
    return changed(
        find(id), jobs.throttle(find(id).id(), Throttle.checked(body.perSecond())), "throttled");
  }

  private Job ask(JobKind kind, AskedJob body) {
    try {
      return jobs.ask(kind, body.given(), Throttle.checked(body.perSecond()))
          .orElseThrow(
              () ->
                  new ProblemException(
                      409,
                      "job.active",
                      "A job of this kind is not over yet: cancel or await it."));
    } catch (InvalidJobException e) {
      throw AskedJob.invalid(e.field(), e.rule());
    }
  }

  private static JobView changed(Job before, Optional<Job> after, String wish) {
    return after
        .map(JobView::of)
        .orElseThrow(
            () ->
                new ProblemException(
                    409,
                    "job.state",
                    "A job that is " + before.state() + " cannot be " + wish + "."));
  }

  private Job find(String id) {
    return uid(id)
        .flatMap(jobs::find)
        .orElseThrow(
            () -> new ProblemException(404, "job.unknown", "There is no job with this id."));
  }

  private static Optional<UUID> uid(String text) {
    try {
      return Optional.of(UUID.fromString(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
