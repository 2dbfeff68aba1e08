package io.palimpsest.reembed.search;

import io.palimpsest.access.Access;
import io.palimpsest.access.CurrentPrincipal;
import io.palimpsest.access.Roles;
import io.palimpsest.event.AccessAction;
import io.palimpsest.reembed.find.Places;
import io.palimpsest.tenancy.OrganizationId;
import io.palimpsest.tenancy.Principal;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Search among the items of one of the token's organizations. */
@Path("/portfolio")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class PortfolioResource {
  private final CurrentPrincipal principal;
  private final Places places;
  private final Searcher searcher;
  private final Accesses accesses;

  PortfolioResource(
      CurrentPrincipal principal, Places places, Searcher searcher, Accesses accesses) {
    this.principal = principal;
    this.places = places;
    this.searcher = searcher;
    this.accesses = accesses;
  }

  @POST
  @Path("/search")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Roles.READER)
  @Operation(summary = "Searches the items of an organization")
  public SearchAnswer search(
      @HeaderParam(NamedOrganization.HEADER) @Nullable String organizationHeader,
      @Nullable PortfolioSearch body) {
    Question question = Bodies.required(body).question();
    Principal asking = principal.get();
    OrganizationId organization = NamedOrganization.of(asking, organizationHeader);
    return accesses.logged(
        asking,
        AccessAction.SEARCH,
        Access.tenant(organization),
        () -> searcher.search(List.of(places.portfolio(asking, organization)), question));
  }
}
