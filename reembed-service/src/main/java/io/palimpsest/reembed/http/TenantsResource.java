package io.palimpsest.reembed.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.palimpsest.access.ProblemException;
import io.palimpsest.access.Roles;
import io.palimpsest.event.ScopeType;
import io.palimpsest.reembed.change.NamedTenant;
import io.palimpsest.reembed.ledger.ScopeRows;
import io.palimpsest.reembed.ledger.TenantHour;
import io.palimpsest.reembed.ledger.TenantHours;
import io.palimpsest.reembed.route.Answering;
import io.palimpsest.tenancy.Registry;
import io.palimpsest.tenancy.TenantScope;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Tenants with their vectors, coverage and lag, as operators look at them. */
@Path("/tenants")
@RolesAllowed(Roles.OPERATOR)
@RunOnVirtualThread
public class TenantsResource {
  private static final int DAY = 24;
  private static final int LONGEST = 30 * DAY;
  private static final Comparator<TenantScope> BY_NAME =
      Comparator.<TenantScope, String>comparing(scope -> String.join("/", scope.ids()))
          .thenComparing(TenantScope::uid);

  private final Registry registry;
  private final NamedTenant named;
  private final TenantHours hours;
  private final ScopeRows rows;
  private final Answering answering;
  private final Clock clock = Clock.systemUTC();

  TenantsResource(Registry registry, TenantHours hours, ScopeRows rows, Answering answering) {
    this.registry = registry;
    this.named = new NamedTenant(registry);
    this.hours = hours;
    this.rows = rows;
    this.answering = answering;
  }

  /**
   * A page of tenants.
   *
   * @param items an organization or a twin each, by name
   * @param next to be given as {@code after} for the next page, absent on the last one
   */
  public record Page(List<View> items, Optional<UUID> next) {}

  /**
   * A tenant's namespace.
   *
   * @param uid uid of the organization or twin
   * @param type which of the two it is
   * @param ids its public ids, outermost first
   * @param target name of the target that answers for it
   * @param vectors how many it has there now
   * @param coverage what the last reconcile of the last 30 days found, absent without one
   * @param hours what is known of the hours that were asked for, the oldest first
   */
  public record View(
      UUID uid,
      ScopeType type,
      List<String> ids,
      String target,
      long vectors,
      Optional<Covered> coverage,
      List<Hour> hours) {}

  /**
   * Coverage of the target that is covered least.
   *
   * @param hour when it was measured, to the hour
   * @param target name of the target
   * @param percent part of the vectors that are as they should be, of a hundred
   * @param expected vectors that the ledger names
   * @param drifted how many of them were not as they should be
   */
  public record Covered(Instant hour, String target, double percent, long expected, long drifted) {
    static Optional<Covered> of(TenantHour hour) {
      return hour.worst()
          .map(
              worst ->
                  new Covered(
                      hour.hour(),
                      worst.target(),
                      worst.percent(),
                      worst.expected(),
                      worst.drifted()));
    }
  }

  /**
   * An hour.
   *
   * @param hour when it began
   * @param vectors how many there were at its end, null when nobody looked
   * @param changes changes that were over
   * @param lags changes whose time until queries found them was measured
   * @param meanLag mean of these times in milliseconds, null without one
   * @param longestLag the longest, in milliseconds
   * @param overdue changes that queries did not find in the longest time that is waited
   * @param percent coverage of the target that is covered least, null when it was not measured
   */
  public record Hour(
      Instant hour,
      @Nullable Long vectors,
      long changes,
      long lags,
      @JsonProperty("mean_lag") @Nullable Long meanLag,
      @JsonProperty("longest_lag") long longestLag,
      long overdue,
      @Nullable Double percent) {
    static Hour of(TenantHour hour) {
      TenantHour.Lags lags = hour.lags();
      return new Hour(
          hour.hour(),
          hour.vectors().isPresent() ? Long.valueOf(hour.vectors().getAsLong()) : null,
          hour.changes(),
          lags.count(),
          lags.count() == 0 ? null : Long.valueOf(lags.millis() / lags.count()),
          lags.longest(),
          lags.overdue(),
          hour.worst().map(TenantHour.Measured::percent).orElse(null));
    }
  }

  @GET
  @Operation(summary = "Tenants by name, with vectors, coverage and lag of the last hours.")
  public Page list(
      @QueryParam("tenant") Optional<String> tenant,
      @QueryParam("after") Optional<UUID> after,
      @QueryParam("limit") @DefaultValue("20") @Min(1) @Max(100) int limit,
      @QueryParam("hours") @DefaultValue("24") @Min(1) @Max(LONGEST) int since) {
    Optional<UUID> one =
        tenant.map(name -> named.uid(name).orElseThrow(ProblemException::unknownTenant));
    Optional<TenantScope> last =
        after.map(uid -> registry.find(uid).orElseThrow(ProblemException::unknownTenant));
    List<TenantScope> found =
        registry.live().stream()
            .filter(TenantsResource::hasNamespace)
            .filter(scope -> one.isEmpty() || isOf(scope, one.get()))
            .filter(scope -> last.isEmpty() || BY_NAME.compare(scope, last.get()) > 0)
            .sorted(BY_NAME)
            .limit(limit + 1L)
            .toList();
    List<View> items = found.stream().limit(limit).map(scope -> view(scope, since)).toList();
    return new Page(
        items, found.size() > limit ? Optional.of(items.getLast().uid()) : Optional.empty());
  }

  @GET
  @Path("/{uid}")
  @Operation(summary = "One tenant, with vectors, coverage and lag of the last hours.")
  public View show(
      @PathParam("uid") UUID uid,
      @QueryParam("hours") @DefaultValue("168") @Min(1) @Max(LONGEST) int since) {
    return registry
        .find(uid)
        .filter(TenantsResource::hasNamespace)
        .filter(scope -> registry.stateOf(uid) == Registry.State.LIVE)
        .map(scope -> view(scope, since))
        .orElseThrow(ProblemException::unknownTenant);
  }

  private View view(TenantScope scope, int since) {
    UUID owner = scope.parents().isEmpty() ? scope.uid() : scope.parents().getFirst();
    String target = answering.target(owner);
    Instant from = clock.instant().truncatedTo(ChronoUnit.HOURS).minus(Duration.ofHours(since));
    return new View(
        scope.uid(),
        scope.type(),
        scope.ids(),
        target,
        rows.size(scope.uid(), target),
        hours.lastMeasured(scope.uid()).flatMap(Covered::of),
        hours.since(scope.uid(), from).stream().map(Hour::of).toList());
  }

  private static boolean hasNamespace(TenantScope scope) {
    return scope.type() == ScopeType.ORGANIZATION || scope.type() == ScopeType.TWIN;
  }

  private static boolean isOf(TenantScope scope, UUID tenant) {
    return scope.uid().equals(tenant) || scope.parents().contains(tenant);
  }
}
