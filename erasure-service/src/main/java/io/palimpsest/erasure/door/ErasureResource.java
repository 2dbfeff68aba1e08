package io.palimpsest.erasure.door;

import io.palimpsest.access.CurrentPrincipal;
import io.palimpsest.access.Paging;
import io.palimpsest.access.Roles;
import io.palimpsest.erasure.model.ErasureRequest;
import io.palimpsest.erasure.model.Requests;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jspecify.annotations.Nullable;

/** Erasure requests over HTTP. */
@Path("/erasures")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class ErasureResource {
  /** Whoever asks for a plan wants to see it; the registry answers well within that. */
  private static final Duration PLAN = Duration.ofSeconds(10);

  private final Intake intake;
  private final Lookup lookup;
  private final Requests requests;
  private final Rights rights;
  private final Views views;
  private final Waiting waiting;
  private final Desk desk;
  private final Paging paging;
  private final CurrentPrincipal caller;
  private final Clock clock;

  ErasureResource(
      Intake intake,
      Lookup lookup,
      Requests requests,
      Rights rights,
      Views views,
      Waiting waiting,
      Desk desk,
      Paging paging,
      CurrentPrincipal caller,
      Clock clock) {
    this.intake = intake;
    this.lookup = lookup;
    this.requests = requests;
    this.rights = rights;
    this.views = views;
    this.waiting = waiting;
    this.desk = desk;
    this.paging = paging;
    this.caller = caller;
    this.clock = clock;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({Roles.COMPLIANCE, Roles.PRODUCER})
  @Operation(
      summary = "Asks that a scope be erased. The same request_id again is the same request.")
  @APIResponseSchema(value = ErasureView.class, responseCode = "202")
  public Response create(
      @NotNull @Valid ErasureBody body, @QueryParam("wait") @Nullable String wait) {
    Duration atMost = wait == null && body.dryRun() ? PLAN : Waiting.parse(wait);
    ErasureRequest accepted = intake.accept(caller.get(), body.erasure(clock.instant()));
    desk.asked(accepted, caller.get());
    return accepted(accepted, atMost);
  }

  @GET
  @RolesAllowed({Roles.COMPLIANCE, Roles.AUDITOR, Roles.OPERATOR, Roles.PRODUCER})
  @Operation(summary = "Lists requests that the caller may see, newest first.")
  public ErasureView.Page list(
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(200) int limit) {
    UUID after = paging.after(cursor, UUID::fromString).orElse(null);
    List<ErasureRequest> page = requests.list(rights.listed(caller.get()), after, limit);
    String next = page.size() < limit ? null : paging.cursor(page.getLast().id().toString());
    return new ErasureView.Page(page.stream().map(views::of).toList(), next);
  }

  @GET
  @Path("/{id}")
  @RolesAllowed({Roles.COMPLIANCE, Roles.AUDITOR, Roles.OPERATOR, Roles.PRODUCER})
  @Operation(summary = "One request; with wait, as soon as it has ended or the time is over.")
  public ErasureView get(@PathParam("id") String id, @QueryParam("wait") @Nullable String wait) {
    Duration atMost = Waiting.parse(wait);
    ErasureRequest request = lookup.visible(caller.get(), id);
    return views.of(atMost.isZero() ? request : waiting.end(request.id(), atMost).orElse(request));
  }

  private Response accepted(ErasureRequest request, Duration atMost) {
    ErasureRequest shown =
        atMost.isZero() ? request : waiting.end(request.id(), atMost).orElse(request);
    return Response.accepted(views.of(shown))
        .location(URI.create(ErasureView.path(request)))
        .build();
  }
}
