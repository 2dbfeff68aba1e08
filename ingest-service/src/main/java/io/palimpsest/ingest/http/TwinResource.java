package io.palimpsest.ingest.http;

import io.palimpsest.access.Paging;
import io.palimpsest.access.Roles;
import io.palimpsest.ingest.entry.TextRules;
import io.palimpsest.ingest.registry.Creator;
import io.palimpsest.ingest.registry.Creators;
import io.palimpsest.ingest.registry.Registry;
import io.palimpsest.ingest.registry.Tenant;
import io.palimpsest.ingest.registry.TenantDoor;
import io.palimpsest.ingest.registry.Twin;
import io.palimpsest.tenancy.CreatorId;
import io.palimpsest.tenancy.TwinId;
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

/** Twins of a creator. */
@Path("/creators/{creator}/twins")
@Tag(name = "registry")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class TwinResource {
  private final Creators creators;
  private final Registry registry;
  private final TenantDoor door;
  private final Callers callers;
  private final RequestTerms terms;
  private final Pages pages;
  private final Paging paging;

  TwinResource(
      Creators creators,
      Registry registry,
      TenantDoor door,
      Callers callers,
      RequestTerms terms,
      Pages pages,
      Paging paging) {
    this.creators = creators;
    this.registry = registry;
    this.door = door;
    this.callers = callers;
    this.terms = terms;
    this.pages = pages;
    this.paging = paging;
  }

  @PUT
  @Path("/{twin}")
  @RolesAllowed({Roles.OPERATOR, Roles.PRODUCER})
  @Operation(summary = "Registers a twin, or changes its registration")
  @APIResponseSchema(Written.class)
  public Response put(
      @RestPath String creator, @RestPath String twin, @Nullable NameRequest request) {
    return Written.answer(
        creators.putTwin(
            creator(creator),
            new TwinId(twin),
            TextRules.present("body", request).toTwin(),
            terms.current()));
  }

  @GET
  @Path("/{twin}")
  @RolesAllowed({Roles.OPERATOR, Roles.PRODUCER, Roles.READER})
  @Operation(summary = "Shows a registration")
  public RestResponse<TenantView<Twin>> get(@RestPath String creator, @RestPath String twin) {
    return TenantView.answer(
        Registry.orNotFound(registry.twin(creator(creator), new TwinId(twin).value())));
  }

  @DELETE
  @Path("/{twin}")
  @RolesAllowed({Roles.OPERATOR, Roles.PRODUCER})
  @Operation(summary = "Closes a twin that has no live sources; erases nothing")
  @APIResponseSchema(Written.class)
  public Response close(@RestPath String creator, @RestPath String twin) {
    return Written.answer(creators.closeTwin(creator(creator), new TwinId(twin), terms.current()));
  }

  @GET
  @RolesAllowed({Roles.OPERATOR, Roles.PRODUCER, Roles.READER})
  @Operation(summary = "Lists live twins")
  public Page<TenantView<Twin>> list(
      @RestPath String creator,
      @RestQuery @Nullable String cursor,
      @RestQuery @DefaultValue("100") int limit) {
    return pages.of(
        creators.twins(creator(creator), paging.after(cursor), Paging.limit(limit)),
        limit,
        TenantView::of);
  }

  private Tenant<Creator> creator(String creator) {
    return door.registered(callers.current(), new CreatorId(creator));
  }
}
