package io.palimpsest.ingest.http;

import io.palimpsest.access.Paging;
import io.palimpsest.access.Roles;
import io.palimpsest.ingest.entry.TextRules;
import io.palimpsest.ingest.registry.Creator;
import io.palimpsest.ingest.registry.Creators;
import io.palimpsest.ingest.registry.TenantDoor;
import io.palimpsest.tenancy.CreatorId;
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

/** Creators. */
@Path("/creators")
@Tag(name = "registry")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class CreatorResource {
  private final Creators creators;
  private final TenantDoor door;
  private final Callers callers;
  private final RequestTerms terms;
  private final Pages pages;
  private final Paging paging;

  CreatorResource(
      Creators creators,
      TenantDoor door,
      Callers callers,
      RequestTerms terms,
      Pages pages,
      Paging paging) {
    this.creators = creators;
    this.door = door;
    this.callers = callers;
    this.terms = terms;
    this.pages = pages;
    this.paging = paging;
  }

  @PUT
  @Path("/{creator}")
  @RolesAllowed(Roles.OPERATOR)
  @Operation(summary = "Registers a creator, or changes its registration")
  @APIResponseSchema(Written.class)
  public Response put(@RestPath String creator, @Nullable NameRequest request) {
    return Written.answer(
        creators.put(
            new CreatorId(creator),
            TextRules.present("body", request).toCreator(),
            terms.current()));
  }

  @GET
  @Path("/{creator}")
  @RolesAllowed({Roles.OPERATOR, Roles.PRODUCER, Roles.READER})
  @Operation(summary = "Shows a registration")
  public RestResponse<TenantView<Creator>> get(@RestPath String creator) {
    return TenantView.answer(door.registered(callers.current(), new CreatorId(creator)));
  }

  @DELETE
  @Path("/{creator}")
  @RolesAllowed(Roles.OPERATOR)
  @Operation(summary = "Closes a creator that has nothing live below it; erases nothing")
  @APIResponseSchema(Written.class)
  public Response close(@RestPath String creator) {
    return Written.answer(
        creators.close(
            door.registered(callers.current(), new CreatorId(creator)), terms.current()));
  }

  @GET
  @RolesAllowed(Roles.OPERATOR)
  @Operation(summary = "Lists live creators")
  public Page<TenantView<Creator>> list(
      @RestQuery @Nullable String cursor, @RestQuery @DefaultValue("100") int limit) {
    return pages.of(
        creators.page(paging.after(cursor), Paging.limit(limit)), limit, TenantView::of);
  }
}
