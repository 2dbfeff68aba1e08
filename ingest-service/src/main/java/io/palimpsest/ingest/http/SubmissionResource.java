package io.palimpsest.ingest.http;

import io.palimpsest.access.OperatorReason;
import io.palimpsest.access.Paging;
import io.palimpsest.access.Roles;
import io.palimpsest.ingest.entry.Refusal;
import io.palimpsest.ingest.entry.RefusedException;
import io.palimpsest.ingest.inbox.ParkedSubmission;
import io.palimpsest.ingest.inbox.ParkedSubmission.Claim;
import io.palimpsest.ingest.inbox.Replays;
import io.palimpsest.ingest.inbox.Submissions;
import io.palimpsest.ingest.registry.Caller;
import io.palimpsest.tenancy.Principal;
import io.palimpsest.tenancy.Role;
import io.palimpsest.topic.Topic;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Submissions by event that were refused. */
@Path("/")
@Tag(name = "submissions")
@Produces(MediaType.APPLICATION_JSON)
public class SubmissionResource {
  private static final String PARKED = "ingest/parked";

  private final Submissions submissions;
  private final Replays replays;
  private final Callers callers;
  private final Paging paging;
  private final Reached reached;

  SubmissionResource(
      Submissions submissions, Replays replays, Callers callers, Paging paging, Reached reached) {
    this.reached = reached;
    this.submissions = submissions;
    this.replays = replays;
    this.callers = callers;
    this.paging = paging;
  }

  @GET
  @Path("submissions/{event}")
  @RolesAllowed({Roles.PRODUCER, Roles.OPERATOR})
  @Operation(summary = "Why an event was refused; 404 for one that was not")
  public SubmissionView get(@RestPath UUID event) {
    Principal principal = callers.current().principal();
    return SubmissionView.of(
        submissions
            .find(event)
            .filter(parked -> maySee(principal, parked))
            .orElseThrow(this::none));
  }

  @GET
  @Path(PARKED)
  @RolesAllowed(Roles.OPERATOR)
  @Operation(summary = "Lists parked submissions")
  public SubmissionPage list(
      @RestQuery @Nullable String cursor, @RestQuery @DefaultValue("100") int limit) {
    Submissions.Page page = submissions.page(paging.after(cursor), Paging.limit(limit));
    return new SubmissionPage(
        page.rows().stream().map(SubmissionView::of).toList(),
        page.next().map(paging::cursor).orElse(null));
  }

  @GET
  @Path(PARKED + "/{event}")
  @RolesAllowed(Roles.OPERATOR)
  @Operation(summary = "Shows a parked submission")
  public SubmissionView show(@RestPath UUID event) {
    return SubmissionView.of(parked(event));
  }

  @POST
  @Path(PARKED + "/{event}/replay")
  @RolesAllowed(Roles.OPERATOR)
  @Operation(
      summary =
          "Applies a parked submission on the operator's word; 409 when its entity was changed"
              + " since it arrived, unless force=true comes with a reason")
  @APIResponseSchema(Written.class)
  public Response replay(@RestPath UUID event, @RestQuery @DefaultValue("false") boolean force) {
    Caller operator = callers.current();
    if (force && operator.reason().filter(text -> !text.isBlank()).isEmpty()) {
      throw new RefusedException(
          Refusal.ofField(
              422,
              "reason.missing",
              OperatorReason.HEADER,
              "says why what is newer is overwritten"));
    }
    Caller vouching =
        new Caller(
            operator.principal(), Optional.of(operator.reason().orElse("replay of " + event)));
    return Written.answer(replays.replay(parked(event), vouching, force));
  }

  @DELETE
  @Path(PARKED + "/{event}")
  @RolesAllowed(Roles.OPERATOR)
  @Operation(summary = "Drops a parked submission for good")
  public SubmissionView drop(@RestPath UUID event) {
    ParkedSubmission parked = parked(event);
    replays.giveUp(parked, callers.current().principal().keyId());
    return SubmissionView.of(parked);
  }

  private ParkedSubmission parked(UUID event) {
    ParkedSubmission parked = submissions.find(event).orElseThrow(this::none);
    reach(parked);
    return parked;
  }

  private void reach(ParkedSubmission parked) {
    Claim claim = parked.claim();
    if (claim == null) {
      return;
    }
    if (isOfAnOrganization(parked)) {
      reached.organization(claim.tenant());
    } else {
      reached.creator(claim.tenant());
    }
  }

  private static boolean isOfAnOrganization(ParkedSubmission parked) {
    return parked.place().topic() == Topic.INBOX_PORTFOLIO;
  }

  private RefusedException none() {
    return new RefusedException(
        Refusal.of(
            404,
            "submission.not_parked",
            "No event of this id is parked; what was accepted is seen at its entity."));
  }

  private static boolean maySee(Principal principal, ParkedSubmission parked) {
    Claim claim = parked.claim();
    if (principal.has(Role.OPERATOR)) {
      return true;
    }
    return claim != null
        && (isOfAnOrganization(parked)
            ? principal.organizations().stream().anyMatch(org -> org.value().equals(claim.tenant()))
            : principal.creator().filter(own -> own.value().equals(claim.tenant())).isPresent());
  }
}
