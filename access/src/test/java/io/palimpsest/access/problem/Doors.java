package io.palimpsest.access.problem;

import io.palimpsest.access.CurrentPrincipal;
import io.palimpsest.access.ProblemException;
import io.palimpsest.access.Roles;
import io.palimpsest.tenancy.CreatorId;
import io.palimpsest.tenancy.TenantIsolationException;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** Endpoints to knock at. */
@Path("/doors")
@Produces(MediaType.APPLICATION_JSON)
public class Doors {
  /** Colours that a body may name. */
  public enum Colour {
    RED,
    GREEN
  }

  /** A part of a body. */
  public record Part(@NotBlank String name, int count) {}

  /** A body. */
  public record Body(@NotBlank String title, @Valid List<Part> parts, Colour colour) {}

  /** A body with a single field. */
  public record Single(@NotBlank String reason) {}

  private final CurrentPrincipal current;

  Doors(CurrentPrincipal current) {
    this.current = current;
  }

  @GET
  @Path("/open")
  @PermitAll
  public String open() {
    return "\"open\"";
  }

  @GET
  @Path("/forgotten")
  public String forgotten() {
    return "\"never\"";
  }

  @GET
  @Path("/me")
  @RolesAllowed({Roles.READER, Roles.PRODUCER})
  public List<String> me() {
    return List.of(
        current.get().keyId(), current.get().creator().map(CreatorId::value).orElse("-"));
  }

  @POST
  @Path("/body")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Roles.PRODUCER)
  public Body body(@Valid Body body) {
    return body;
  }

  @POST
  @Path("/single")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Roles.PRODUCER)
  public Single single(@Valid Single body) {
    return body;
  }

  @POST
  @Path("/form")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @RolesAllowed(Roles.PRODUCER)
  public String form(@FormParam("ids") String ids) {
    if (ids.equals("throw")) {
      throw new IllegalArgumentException("secret of the inside");
    }
    return "\"" + ids + "\"";
  }

  @GET
  @Path("/page")
  @RolesAllowed(Roles.READER)
  public int page(@QueryParam("limit") @Max(100) int limit) {
    return limit;
  }

  @GET
  @Path("/creators/{creator}")
  @RolesAllowed(Roles.READER)
  public String creator(@PathParam("creator") String creator) {
    CreatorId id = new CreatorId(creator);
    if (id.value().equals("foreign")) {
      throw new TenantIsolationException();
    }
    throw ProblemException.unknownTenant();
  }

  @GET
  @Path("/broken")
  @RolesAllowed(Roles.READER)
  public String broken() {
    throw new IllegalStateException("secret of the inside");
  }
}
