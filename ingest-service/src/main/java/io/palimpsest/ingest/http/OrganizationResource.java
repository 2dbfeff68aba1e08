package io.palimpsest.ingest.http;

import io.palimpsest.access.Paging;
import io.palimpsest.access.Roles;
import io.palimpsest.ingest.entry.TextRules;
import io.palimpsest.ingest.registry.Organization;
import io.palimpsest.ingest.registry.Organizations;
import io.palimpsest.ingest.registry.TenantDoor;
import io.palimpsest.tenancy.OrganizationId;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Organizations. */
@Path("/organizations")
@Tag(name = "registry")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class OrganizationResource {
  private final Organizations organizations;
  private final TenantDoor door;
  private final Callers callers;
  private final RequestTerms terms;
  private final Pages pages;
  private final Paging paging;

  OrganizationResource(
      Organizations organizations,
      TenantDoor door,
      Callers callers,
      RequestTerms terms,
      Pages pages,
      Paging paging) {
    this.organizations = organizations;
    this.door = door;
    this.callers = callers;
    this.terms = terms;
    this.pages = pages;
    this.paging = paging;
  }

  @PUT
  @Path("/{org}")
  @RolesAllowed(Roles.OPERATOR)
  @Operation(summary = "Registers an organization, or changes its registration")
  @APIResponseSchema(Written.class)
  public Response put(@RestPath String org, @Nullable OrganizationRequest request) {
    return Written.answer(
        organizations.put(
            new OrganizationId(org),
            TextRules.present("body", request).toOrganization(),
            terms.current()));
  }

  @GET
  @Path("/{org}")
  @RolesAllowed({Roles.OPERATOR, Roles.PRODUCER, Roles.READER})
  @Operation(summary = "Shows a registration")
  public RestResponse<TenantView<Organization>> get(@RestPath String org) {
    return TenantView.answer(door.registered(callers.current(), new OrganizationId(org)));
  }

  @DELETE
  @Path("/{org}")
  @RolesAllowed(Roles.OPERATOR)
  @Operation(summary = "Closes an organization that has nothing live below it; erases nothing")
  @APIResponseSchema(Written.class)
  public Response close(@RestPath String org) {
    return Written.answer(
        organizations.close(
            door.registered(callers.current(), new OrganizationId(org)), terms.current()));
  }

  @GET
  @RolesAllowed(Roles.OPERATOR)
  @Operation(summary = "Lists live organizations")
  public Page<TenantView<Organization>> list(
      @RestQuery @Nullable String cursor, @RestQuery @DefaultValue("100") int limit) {
    return pages.of(
        organizations.page(paging.after(cursor), Paging.limit(limit)), limit, TenantView::of);
  }
}
