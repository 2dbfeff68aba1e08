package io.palimpsest.reembed.http;

import io.palimpsest.access.CurrentPrincipal;
import io.palimpsest.access.ProblemException;
import io.palimpsest.access.Roles;
import io.palimpsest.reembed.change.NamedTenant;
import io.palimpsest.reembed.route.Debts;
import io.palimpsest.reembed.route.RefusedMoveException;
import io.palimpsest.reembed.route.Route;
import io.palimpsest.reembed.route.Routes;
import io.palimpsest.reembed.route.Stage;
import io.palimpsest.tenancy.Registry;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Ways of tenants from one target to another. */
@Path("/routes")
@RolesAllowed(Roles.OPERATOR)
@RunOnVirtualThread
public class RoutesResource {
  private final Routes routes;
  private final Debts debts;
  private final NamedTenant tenants;
  private final CurrentPrincipal principal;

  RoutesResource(Routes routes, Debts debts, Registry registry, CurrentPrincipal principal) {
    this.routes = routes;
    this.debts = debts;
    this.tenants = new NamedTenant(registry);
    this.principal = principal;
  }

  /**
   * A route.
   *
   * @param tenant uid of the tenant
   * @param from name of the old target
   * @param to name of the new one
   * @param stage where it is
   * @param answering name of the target that answers
   * @param backfilled whether the new side has had everything
   * @param owed entities whose last change one side lacks; repaid by itself
   * @param history what was changed, the oldest first
   */
  public record View(
      UUID tenant,
      String from,
      String to,
      Stage stage,
      String answering,
      boolean backfilled,
      long owed,
      List<Moved> history) {
    static View of(Route route, long owed) {
      return new View(
          route.tenant(),
          route.from(),
          route.to(),
          route.stage(),
          route.answering(),
          route.backfilled(),
          owed,
          route.history().stream().map(one -> new Moved(one.stage(), one.by(), one.at())).toList());
    }
  }

  /**
   * A change of stage.
   *
   * @param stage the new one
   * @param by key of who asked for it
   * @param at when
   */
  public record Moved(Stage stage, String by, Instant at) {}

  /**
   * What is asked for.
   *
   * @param stage the stage
   * @param target where a new way leads; left out for one that is under way
   */
  public record Wish(@Nullable String stage, @Nullable String target) {}

  @GET
  @Operation(summary = "Lists tenants that are on their way to another index")
  public List<View> list() {
    return routes.all().stream().map(this::view).toList();
  }

  @GET
  @Path("/{tenant}")
  @Operation(summary = "The way of one tenant")
  public View show(@PathParam("tenant") String tenant) {
    return view(
        routes
            .find(uid(tenant))
            .orElseThrow(
                () -> new ProblemException(404, "route.none", "This tenant has no route.")));
  }

  /** Begins a way when a target is named, and changes the stage of one otherwise. */
  @PUT
  @Path("/{tenant}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Begins a way when a target is named, and changes its stage otherwise")
  public View set(@PathParam("tenant") String tenant, @Nullable Wish wish) {
    if (wish == null) {
      throw new ProblemException(400, "json.missing", "a JSON object is expected");
    }
    UUID uid = uid(tenant);
    Stage stage = stage(wish.stage());
    String by = principal.get().keyId();
    try {
      return view(
          wish.target() == null
              ? routes.move(uid, stage, by)
              : begin(uid, stage, wish.target(), by));
    } catch (RefusedMoveException e) {
      throw new ProblemException(409, e.reason(), "The route cannot be changed so: " + e.reason());
    }
  }

  private View view(Route route) {
    return View.of(route, debts.count(route.tenant()));
  }

  private Route begin(UUID tenant, Stage stage, String target, String by) {
    if (stage != Stage.DUALWRITE) {
      throw invalid("stage", "is DUALWRITE where a way begins");
    }
    return routes.begin(tenant, target, by);
  }

  private UUID uid(String tenant) {
    return tenants.uid(tenant).orElseThrow(ProblemException::unknownTenant);
  }

  private static Stage stage(@Nullable String name) {
    return Optional.ofNullable(name)
        .flatMap(
            given ->
                Arrays.stream(Stage.values()).filter(one -> one.name().equals(given)).findFirst())
        .orElseThrow(() -> invalid("stage", "is one of " + Arrays.toString(Stage.values())));
  }

  private static ProblemException invalid(String field, String rule) {
    return new ProblemException(400, "route.invalid", "This is no route.", field, rule);
  }
}
