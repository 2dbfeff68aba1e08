package io.palimpsest.reembed.http;

import io.palimpsest.access.Access;
import io.palimpsest.access.AccessLog;
import io.palimpsest.access.CurrentPrincipal;
import io.palimpsest.access.OperatorReason;
import io.palimpsest.access.ProblemException;
import io.palimpsest.access.Roles;
import io.palimpsest.event.AccessAction;
import io.palimpsest.reembed.ledger.LedgerRow;
import io.palimpsest.reembed.park.ParkingLot;
import io.palimpsest.reembed.route.Freshness;
import io.palimpsest.reembed.route.Freshness.State;
import io.palimpsest.tenancy.Namespace;
import io.palimpsest.tenancy.OrganizationId;
import io.palimpsest.tenancy.Principal;
import io.palimpsest.tenancy.Registry;
import io.palimpsest.tenancy.Role;
import io.palimpsest.tenancy.TenantGuard;
import io.palimpsest.tenancy.TenantIsolationException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/**
 * Says what can be found of an entity, and waits for a revision. An operator sees all tenants, says
 * why, and is logged.
 */
@Path("/vectors")
@RolesAllowed({Roles.PRODUCER, Roles.READER, Roles.OPERATOR, Roles.SERVICE})
@RunOnVirtualThread
public class VectorsResource {
  private static final Duration LONGEST = Duration.ofSeconds(60);
  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,2}s");
  private final Freshness freshness;
  private final TenantGuard guard;
  private final Registry registry;
  private final CurrentPrincipal principal;
  private final AccessLog log;
  private final NamespacesOfScopes namespaces;

  VectorsResource(
      Freshness freshness, Registry registry, CurrentPrincipal principal, AccessLog log) {
    this.freshness = freshness;
    this.guard = new TenantGuard(registry);
    this.registry = registry;
    this.principal = principal;
    this.log = log;
    this.namespaces = new NamespacesOfScopes(registry);
  }

  /**
   * What can be found of an entity.
   *
   * @param uid the entity
   * @param revision newest revision whose vectors are all in the store
   * @param deleted whether that revision deleted it
   * @param vectors how many there are
   * @param model model that they are of, null when there is none yet
   * @param searchable whether the asked revision, or the newest one, can be found now
   * @param parked why the asked revision, or one behind it, was set aside; null when it was not
   */
  public record View(
      UUID uid,
      long revision,
      boolean deleted,
      int vectors,
      @Nullable String model,
      boolean searchable,
      @Nullable String parked) {
    static View of(UUID entity, State state) {
      Optional<LedgerRow> row = state.row();
      return new View(
          entity,
          row.map(LedgerRow::revision).orElse(0L),
          row.filter(LedgerRow::deleted).isPresent(),
          row.map(found -> found.chunks().size()).orElse(0),
          row.map(found -> found.rendering().model()).orElse(null),
          state.searchable(),
          state.parked().map(ParkingLot.Aside::reason).orElse(null));
    }
  }

  @GET
  @Path("/{uid}")
  @Operation(
      summary = "What a search finds of an entity; with wait, as soon as the revision can be found")
  public View show(
      @PathParam("uid") String uid,
      @QueryParam("revision") @DefaultValue("0") @Min(0) long revision,
      @QueryParam("wait") @DefaultValue("0s") String wait,
      @HeaderParam(OperatorReason.HEADER) @Nullable String stated)
      throws InterruptedException {
    long began = System.nanoTime();
    UUID entity = uid(uid);
    Principal who = principal.get();
    Optional<OperatorReason> reason =
        who.has(Role.OPERATOR) ? Optional.of(OperatorReason.of(stated)) : Optional.empty();
    State state = freshness.await(entity, revision, duration(wait), new Allowed(who));
    String namespace = namespace(state).orElseThrow(ProblemException::unknownTenant);
    View view = View.of(entity, state);
    reason.ifPresent(
        why ->
            record(
                who, namespace, view.vectors(), why, Duration.ofNanos(System.nanoTime() - began)));
    return view;
  }

  private Optional<String> namespace(State state) {
    return state
        .row()
        .map(row -> row.rendering().namespace())
        .or(() -> state.parked().flatMap(aside -> namespaces.of(aside.uids())));
  }

  /** Whoever asks sees what is its own; operators and services see everything. */
  private final class Allowed implements Freshness.Check {
    private final Principal who;

    Allowed(Principal who) {
      this.who = who;
    }

    @Override
    public void row(LedgerRow row) {
      check(row.rendering().namespace());
    }

    @Override
    public void parked(List<UUID> uids) {
      check(namespaces.of(uids).orElseThrow(ProblemException::unknownTenant));
    }

    private void check(String namespace) {
      if (who.has(Role.OPERATOR) || who.has(Role.SERVICE)) {
        return;
      }
      try {
        guard.validateNamespaceAccess(who, namespace);
      } catch (TenantIsolationException foreign) {
        throw ProblemException.unknownTenant();
      }
    }
  }

  private void record(
      Principal who, String namespace, int vectors, OperatorReason why, Duration took) {
    String tenant = Namespace.parse(namespace).map(this::tenant).orElse(namespace);
    log.record(Access.allowed(who, AccessAction.ADMIN, tenant, vectors, took).because(why.text()));
  }

  private String tenant(Namespace namespace) {
    return switch (namespace) {
      case Namespace.Twin twin -> Access.tenant(twin.creator());
      case Namespace.CreatorWide wide -> Access.tenant(wide.creator());
      case Namespace.Portfolio portfolio ->
          registry
              .organization(portfolio.slug())
              .map(scope -> Access.tenant(new OrganizationId(scope.ids().getLast())))
              .orElseGet(namespace::name);
    };
  }

  private static UUID uid(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw new ProblemException(400, "uid.invalid", "Not a UUID.", "uid", "a UUID");
    }
  }

  private static Duration duration(String text) {
    try {
      Duration wait =
          SECONDS.matcher(text).matches()
              ? Duration.ofSeconds(Long.parseLong(text.substring(0, text.length() - 1)))
              : Duration.parse(text);
      if (!wait.isNegative() && wait.compareTo(LONGEST) <= 0) {
        return wait;
      }
    } catch (DateTimeParseException e) {
      throw invalidWait();
    }
    throw invalidWait();
  }

  private static ProblemException invalidWait() {
    return new ProblemException(
        400, "wait.invalid", "The wait is out of bounds.", "wait", "seconds such as 30s, 0 to 60");
  }
}
