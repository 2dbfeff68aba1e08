package io.palimpsest.reembed.search;

import io.palimpsest.access.Access;
import io.palimpsest.access.CurrentPrincipal;
import io.palimpsest.access.Roles;
import io.palimpsest.reembed.find.Places;
import io.palimpsest.tenancy.OrganizationId;
import io.palimpsest.tenancy.Principal;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Writes a proposal from an organization's items, as server-sent events: sources, text, end. */
@Path("/portfolio/proposal")
class ProposalResource {
  private final CurrentPrincipal principal;
  private final Places places;
  private final Composing composing;

  ProposalResource(CurrentPrincipal principal, Places places, Composing composing) {
    this.principal = principal;
    this.places = places;
    this.composing = composing;
  }

  @POST
  @Blocking
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @RolesAllowed(Roles.READER)
  @Operation(summary = "Writes from what a search finds, as a stream")
  public Multi<OutboundSseEvent> proposal(
      @Context Sse sse,
      @HeaderParam(NamedOrganization.HEADER) @Nullable String organizationHeader,
      @Nullable PortfolioSearch body) {
    composing.require();
    Question question = Bodies.required(body).question();
    Principal asking = principal.get();
    OrganizationId organization = NamedOrganization.of(asking, organizationHeader);
    return composing.compose(
        sse,
        Brief.PROPOSAL,
        asking,
        Access.tenant(organization),
        question,
        () -> places.portfolio(asking, organization));
  }
}
