package io.palimpsest.ingest.http;

import io.palimpsest.access.Paging;
import io.palimpsest.access.Roles;
import io.palimpsest.ingest.entry.TextRules;
import io.palimpsest.ingest.registry.Organization;
import io.palimpsest.ingest.registry.Organizations;
import io.palimpsest.ingest.registry.Profile;
import io.palimpsest.ingest.registry.Registry;
import io.palimpsest.ingest.registry.Tenant;
import io.palimpsest.ingest.registry.TenantDoor;
import io.palimpsest.tenancy.OrganizationId;
import io.palimpsest.tenancy.ProfileId;
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

/** Profiles of an organization. */
@Path("/organizations/{org}/profiles")
@Tag(name = "registry")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class ProfileResource {
  private final Organizations organizations;
  private final Registry registry;
  private final TenantDoor door;
  private final Callers callers;
  private final RequestTerms terms;
  private final Pages pages;
  private final Paging paging;

  ProfileResource(
      Organizations organizations,
      Registry registry,
      TenantDoor door,
      Callers callers,
      RequestTerms terms,
      Pages pages,
      Paging paging) {
    this.organizations = organizations;
    this.registry = registry;
    this.door = door;
    this.callers = callers;
    this.terms = terms;
    this.pages = pages;
    this.paging = paging;
  }

  @PUT
  @Path("/{profile}")
  @RolesAllowed({Roles.OPERATOR, Roles.PRODUCER})
  @Operation(summary = "Registers a profile, or changes its registration")
  @APIResponseSchema(Written.class)
  public Response put(
      @RestPath String org, @RestPath String profile, @Nullable ProfileRequest request) {
    return Written.answer(
        organizations.putProfile(
            organization(org),
            new ProfileId(profile),
            TextRules.present("body", request).toProfile(),
            terms.current()));
  }

  @GET
  @Path("/{profile}")
  @RolesAllowed({Roles.OPERATOR, Roles.PRODUCER, Roles.READER})
  @Operation(summary = "Shows a registration")
  public RestResponse<TenantView<Profile>> get(@RestPath String org, @RestPath String profile) {
    return TenantView.answer(
        Registry.orNotFound(registry.profile(organization(org), new ProfileId(profile).value())));
  }

  @DELETE
  @Path("/{profile}")
  @RolesAllowed({Roles.OPERATOR, Roles.PRODUCER})
  @Operation(summary = "Closes a profile that has no live items; erases nothing")
  @APIResponseSchema(Written.class)
  public Response close(@RestPath String org, @RestPath String profile) {
    return Written.answer(
        organizations.closeProfile(organization(org), new ProfileId(profile), terms.current()));
  }

  @GET
  @RolesAllowed({Roles.OPERATOR, Roles.PRODUCER, Roles.READER})
  @Operation(summary = "Lists live profiles")
  public Page<TenantView<Profile>> list(
      @RestPath String org,
      @RestQuery @Nullable String cursor,
      @RestQuery @DefaultValue("100") int limit) {
    return pages.of(
        organizations.profiles(organization(org), paging.after(cursor), Paging.limit(limit)),
        limit,
        TenantView::of);
  }

  private Tenant<Organization> organization(String org) {
    return door.registered(callers.current(), new OrganizationId(org));
  }
}
