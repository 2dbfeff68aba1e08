package io.palimpsest.ingest.migration.run;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.palimpsest.ingest.registry.Organization;
import io.palimpsest.ingest.registry.Registry;
import io.palimpsest.ingest.registry.Tenant;
import io.palimpsest.jobs.Hold;
import io.palimpsest.jobs.JobFailedException;
import io.palimpsest.tenancy.Namespace;
import io.palimpsest.tenancy.OrganizationSlug;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Phase 4: follows the old side until nothing differs, waits until it is frozen, validates,
 * switches the route, validates again; a failure there switches back. In a maintenance window the
 * old side is frozen from the beginning. Without a freeze there is no switch.
 */
@Singleton
class SwitchPhase implements Phase {
  private static final Duration LOOK = Duration.ofMillis(500);

  private final Validation validation;
  private final CatchUp catchUp;
  private final VectorsPhase vectors;
  private final Registry registry;
  private final Routes routes;
  private final Runs runs;
  private final RunFiles files;
  private final InstantSource clock;

  SwitchPhase(
      Validation validation,
      CatchUp catchUp,
      VectorsPhase vectors,
      Registry registry,
      Routes routes,
      Runs runs,
      RunFiles files,
      InstantSource clock) {
    this.validation = validation;
    this.catchUp = catchUp;
    this.vectors = vectors;
    this.registry = registry;
    this.routes = routes;
    this.runs = runs;
    this.files = files;
    this.clock = clock;
  }

  /** What is done next. */
  enum Stage {
    /** The items follow the rows; then both sides are compared. */
    FOLLOW,
    /** Somebody has to stop writes to the old side; the items follow meanwhile. */
    AWAIT_FREEZE,
    /** Nothing writes to the old side; two equal scans are needed. */
    FROZEN,
    /** The new side answers. */
    SWITCHED
  }

  /**
   * Where the phase is.
   *
   * @param stage what is done next
   * @param brought digest of the rows that the items follow; empty at first
   * @param validated digest of the rows with which both sides were compared; empty at first
   * @param before namespace that answered before the switch; empty until then
   * @param waiting where waiting for vectors is
   */
  record At(
      @JsonProperty("stage") Stage stage,
      @JsonProperty("brought") String brought,
      @JsonProperty("validated") String validated,
      @JsonProperty("before") String before,
      @JsonProperty("waiting") String waiting) {
    At next(Stage other) {
      return new At(other, brought, validated, before, "");
    }

    At brought(String digest) {
      return new At(stage, digest, validated, before, waiting);
    }

    At validated(String digest) {
      return new At(stage, brought, digest, before, "");
    }

    At waiting(String place) {
      return new At(stage, brought, validated, before, place);
    }

    At switched(String namespace) {
      return new At(Stage.SWITCHED, brought, validated, namespace, "");
    }
  }

  @Override
  public String name() {
    return "4";
  }

  @Override
  public Step step(Migration migration, String at, Hold hold)
      throws IOException, InterruptedException {
    At place = at.isEmpty() ? new At(Stage.FOLLOW, "", "", "", "") : Cursors.read(at, At.class);
    return switch (place.stage()) {
      case FOLLOW -> follow(migration, place, hold);
      case AWAIT_FREEZE -> await(migration, place, hold);
      case FROZEN -> frozen(migration, place, hold);
      case SWITCHED -> switched(migration, place.before(), hold);
    };
  }

  private Step follow(Migration migration, At at, Hold hold)
      throws IOException, InterruptedException {
    CatchUp.Scan scan = catchUp.scan(migration, hold);
    if (at.brought().isEmpty()) {
      return bring(migration, at, scan, hold);
    }
    Optional<Step> waits = vectors(migration, at, hold);
    if (waits.isPresent()) {
      return waits.get();
    }
    boolean passed = checked(migration, hold);
    // Where rows changed while both sides were compared, that they differ says nothing.
    boolean still = scan.digest().equals(at.brought()) && isStill(migration, scan, hold);
    require(passed || !still, "validation.failed: nothing was switched");
    At seen = passed && still ? at.validated(scan.digest()) : at;
    if (migration.plan().stopsWrites()) {
      runs.moment(migration.run(), Runs.FROZEN, clock.instant());
      return more(seen.next(Stage.FROZEN), Map.of());
    }
    runs.state(migration.run(), Runs.AWAITS_FREEZE);
    return more(seen.next(Stage.AWAIT_FREEZE), Map.of());
  }

  private Step await(Migration migration, At at, Hold hold) throws InterruptedException {
    if (runs.moment(migration.run(), Runs.FROZEN).isPresent()) {
      runs.state(migration.run(), "RUNNING");
      return more(at.next(Stage.FROZEN), Map.of());
    }
    CatchUp.Scan scan = catchUp.scan(migration, hold);
    if (!scan.digest().equals(at.brought())) {
      return bring(migration, at, scan, hold);
    }
    hold.pause(LOOK);
    return more(at, Map.of());
  }

  private Step frozen(Migration migration, At at, Hold hold)
      throws IOException, InterruptedException {
    CatchUp.Scan scan = catchUp.scan(migration, hold);
    if (!scan.digest().equals(at.brought())) {
      return bring(migration, at, scan, hold);
    }
    Optional<Step> waits = vectors(migration, at, hold);
    if (waits.isPresent()) {
      return waits.get();
    }
    if (!at.validated().equals(scan.digest())) {
      require(checked(migration, hold), "validation.failed: nothing was switched");
    }
    if (!isStill(migration, scan, hold)) {
      return more(at, Map.of("changed_in_the_freeze", 1L));
    }
    String organization = migration.plan().organization();
    Routes.Route before = routes.of(organization);
    routes.switchTo(organization, own(organization), migration.run());
    runs.moment(migration.run(), "switched_at", clock.instant());
    return more(at.switched(before.namespace()), Map.of("switched", 1L));
  }

  private boolean isStill(Migration migration, CatchUp.Scan scan, Hold hold) {
    return catchUp.scan(migration, hold).digest().equals(scan.digest());
  }

  private Step switched(Migration migration, String before, Hold hold)
      throws IOException, InterruptedException {
    String organization = migration.plan().organization();
    if (!checked(migration, hold)) {
      routes.switchTo(organization, before, migration.run());
      throw new JobFailedException("validation.failed: the route was switched back");
    }
    runs.now(migration.run(), Runs.CUTOVER);
    Routes.Route route = routes.of(organization);
    Map<String, String> point = new HashMap<>();
    point.put("namespace", route.namespace());
    point.put("before", before);
    point.put("route_version", Long.toString(route.version()));
    frozen(migration.run()).ifPresent(time -> point.put("frozen_ms", "" + time.toMillis()));
    return Step.end(Map.of(), point);
  }

  /** From the freeze to the switch. */
  private Optional<Duration> frozen(String run) {
    Optional<Instant> until = runs.moment(run, "switched_at");
    return runs.moment(run, Runs.FROZEN)
        .flatMap(from -> until.map(switched -> Duration.between(from, switched)));
  }

  private Step bring(Migration migration, At at, CatchUp.Scan scan, Hold hold) {
    long brought = catchUp.bring(migration, hold);
    return more(at.brought(scan.digest()), brought == 0 ? Map.of() : Map.of("caught_up", brought));
  }

  /** Where some items have no vectors yet, what to do meanwhile. */
  private Optional<Step> vectors(Migration migration, At at, Hold hold)
      throws InterruptedException {
    Step waits = vectors.fresh(migration, at.waiting(), hold);
    return waits.finished()
        ? Optional.empty()
        : Optional.of(more(at.waiting(waits.at()), Map.of()));
  }

  private static Step more(At at, Map<String, Long> counts) {
    return Step.more(Cursors.write(at), 0, counts);
  }

  private boolean checked(Migration migration, Hold hold) throws IOException, InterruptedException {
    List<Checked> all = validation.run(migration, hold);
    files.write(migration.run(), RunFiles.VALIDATION, all);
    boolean passed = all.stream().allMatch(Checked::passed);
    runs.now(migration.run(), passed ? Runs.VALIDATED : Runs.FOUND_DIFFERENT);
    return passed;
  }

  private String own(String organization) {
    Tenant<Organization> tenant =
        registry
            .organization(organization)
            .orElseThrow(() -> new JobFailedException("organization.unknown: " + organization));
    return new Namespace.Portfolio(new OrganizationSlug(tenant.state().slug())).name();
  }

  private static void require(boolean holds, String problem) {
    if (!holds) {
      throw new JobFailedException(problem);
    }
  }
}
