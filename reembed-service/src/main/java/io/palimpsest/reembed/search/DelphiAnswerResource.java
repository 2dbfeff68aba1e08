package io.palimpsest.reembed.search;

import io.palimpsest.access.Access;
import io.palimpsest.access.CurrentPrincipal;
import io.palimpsest.access.Roles;
import io.palimpsest.reembed.find.Places;
import io.palimpsest.tenancy.Principal;
import io.palimpsest.tenancy.TwinId;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Answers a question from a twin's sources, as server-sent events: sources, text, end. */
@Path("/delphi/answer")
class DelphiAnswerResource {
  private final CurrentPrincipal principal;
  private final Places places;
  private final Composing composing;

  DelphiAnswerResource(CurrentPrincipal principal, Places places, Composing composing) {
    this.principal = principal;
    this.places = places;
    this.composing = composing;
  }

  @POST
  @Blocking
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @RolesAllowed(Roles.READER)
  @Operation(summary = "Answers from what a search finds, as a stream")
  public Multi<OutboundSseEvent> answer(@Context Sse sse, @Nullable DelphiSearch body) {
    composing.require();
    DelphiSearch request = Bodies.required(body);
    Question question = request.question();
    TwinId twin = request.twin();
    Principal asking = principal.get();
    String tenant = asking.creator().map(Access::tenant).orElse(Accesses.NO_TENANT);
    return composing.compose(
        sse, Brief.ANSWER, asking, tenant, question, () -> places.twin(asking, twin));
  }
}
