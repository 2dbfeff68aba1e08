package io.palimpsest.ingest.migration.run;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.palimpsest.ingest.entry.Entry;
import io.palimpsest.ingest.item.Items;
import io.palimpsest.ingest.item.PortfolioItem;
import io.palimpsest.ingest.migration.legacy.VectorSide;
import io.palimpsest.ingest.registry.Organization;
import io.palimpsest.ingest.registry.Registry;
import io.palimpsest.ingest.registry.Tenant;
import io.palimpsest.jobs.Hold;
import io.palimpsest.jobs.InvalidJobException;
import io.palimpsest.jobs.Job;
import io.palimpsest.jobs.JobFailedException;
import io.palimpsest.jobs.JobKind;
import io.palimpsest.jobs.Lap;
import io.palimpsest.tenancy.LegacyNamespace;
import io.palimpsest.tenancy.Namespace;
import io.palimpsest.tenancy.OrganizationSlug;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Takes back what migrations wrote and nobody changed since. It deletes and never erases, and never
 * brings anything back.
 */
@Singleton
class RollbackKind implements JobKind {
  static final String NAME = "rollback";

  /** Names what is cleared, where that alone is done. */
  static final String NAMESPACE = "namespace";

  private static final String CLEAR = "clear";
  private static final List<String> ORDER = List.of("4", "2", "vectors", "1");
  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final Map<String, List<String>> PHASES =
      Map.of(
          "all",
          ORDER,
          "4",
          List.of("4"),
          "3",
          List.of("4", CLEAR),
          CLEAR,
          List.of(CLEAR),
          "2",
          List.of("4", "2", "vectors"),
          "1",
          List.of("1"));

  private final Registry registry;
  private final Items items;
  private final Routes routes;
  private final Runs runs;
  private final RunFiles files;
  private final VectorSide vectors;
  private final ItemsRollback itemsRollback;
  private final TenantsRollback tenantsRollback;
  private final Clearing clearing;
  private final ObjectMapper mapper;

  RollbackKind(
      Registry registry,
      Items items,
      Routes routes,
      Runs runs,
      RunFiles files,
      VectorSide vectors,
      ItemsRollback itemsRollback,
      TenantsRollback tenantsRollback,
      Clearing clearing,
      ObjectMapper mapper) {
    this.clearing = clearing;
    this.registry = registry;
    this.items = items;
    this.routes = routes;
    this.runs = runs;
    this.files = files;
    this.vectors = vectors;
    this.itemsRollback = itemsRollback;
    this.tenantsRollback = tenantsRollback;
    this.mapper = mapper;
  }

  /**
   * Where a rollback is.
   *
   * @param step the step under way
   * @param at where in it
   */
  record At(@JsonProperty("step") String step, @JsonProperty("at") String at) {}

  @Override
  public String name() {
    return NAME;
  }

  /** Not while a migration is under way. */
  @Override
  public String slot(Map<String, String> parameters) {
    return "portfolio";
  }

  @Override
  public Map<String, String> parameters(Map<String, String> given) {
    Map<String, String> known =
        Params.known(
            given,
            Set.of(
                MigrateKind.ORGANIZATION,
                MigrateKind.PROFILE,
                MigrateKind.PHASE,
                MigrateKind.RUN,
                NAMESPACE,
                Params.BY,
                Params.PLAN));
    steps(known);
    if (CLEAR.equals(known.get(MigrateKind.PHASE)) && !known.containsKey(NAMESPACE)) {
      throw new InvalidJobException(NAMESPACE, "is given");
    }
    return known;
  }

  private static List<String> steps(Map<String, String> parameters) {
    return Optional.ofNullable(PHASES.get(parameters.getOrDefault(MigrateKind.PHASE, "")))
        .orElseThrow(
            () ->
                new InvalidJobException(
                    MigrateKind.PHASE, "is phase1, phase2, phase3, phase4 or all"));
  }

  @Override
  public Lap lap(Job job, Hold hold) throws InterruptedException {
    try {
      Phase.Step step = step(job.parameters(), job.cursor(), hold);
      return step.finished()
          ? JobDone.end("", step.done(), step.counts())
          : JobDone.more(step.at(), step.done(), step.counts());
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /**
   * One step.
   *
   * @param asked parameters as they were checked
   * @param cursor where it goes on, empty at first
   */
  Phase.Step step(Map<String, String> asked, String cursor, Hold hold)
      throws IOException, InterruptedException {
    List<String> steps = steps(asked);
    At at = cursor.isEmpty() ? new At(steps.getFirst(), "") : Cursors.read(cursor, At.class);
    if (runs.of(organization(asked)).stream().anyMatch(run -> run.containsKey(Runs.REMOVED))) {
      throw new JobFailedException("legacy.removed: there is nothing to go back to");
    }
    Phase.Step step = step(asked, at, hold);
    if (!step.finished()) {
      return Phase.Step.more(
          Cursors.write(new At(at.step(), step.at())), step.done(), step.counts());
    }
    int next = steps.indexOf(at.step()) + 1;
    if (next < steps.size()) {
      return Phase.Step.more(
          Cursors.write(new At(steps.get(next), "")), step.done(), step.counts());
    }
    if (!plan(asked) && !isClearAlone(asked)) {
      runs.state(run(asked), "ROLLED_BACK:" + asked.get(MigrateKind.PHASE));
    }
    return step;
  }

  private Phase.Step step(Map<String, String> asked, At at, Hold hold)
      throws IOException, InterruptedException {
    Optional<Tenant<Organization>> tenant = registry.organization(organization(asked));
    return switch (at.step()) {
      case "4" -> route(asked);
      case CLEAR ->
          tenant.isPresent()
              ? clearing.step(cleared(asked), tenant.get(), at.at(), hold)
              : Phase.Step.end(Map.of(), Map.of());
      case "2" ->
          tenant.isPresent()
              ? itemsRollback.step(tenant.get(), run(asked), at.at(), plan(asked), hold)
              : Phase.Step.end(Map.of(), Map.of());
      case "vectors" ->
          tenant.isPresent() && !plan(asked)
              ? vectors(asked, tenant.get(), hold)
              : Phase.Step.end(Map.of(), Map.of());
      default -> tenants(asked);
    };
  }

  private Phase.Step route(Map<String, String> asked) {
    String organization = organization(asked);
    Routes.Route now = routes.of(organization);
    Optional<String> before = routes.before(organization);
    boolean old = LegacyNamespace.recognise(now.namespace()).isPresent();
    if (old || before.isEmpty()) {
      return Phase.Step.end(Map.of("route_unchanged", 1L), Map.of());
    }
    if (plan(asked)) {
      return Phase.Step.end(Map.of("would_switch_back", 1L), Map.of());
    }
    routes.switchTo(organization, before.get(), run(asked));
    return Phase.Step.end(Map.of("switched_back", 1L), Map.of());
  }

  /** Waits until no vector is left whose item is gone, and exports what stays. */
  private Phase.Step vectors(Map<String, String> asked, Tenant<Organization> tenant, Hold hold)
      throws IOException, InterruptedException {
    Map<String, Entry<PortfolioItem>> live = Expected.live(items, tenant);
    String namespace = new Namespace.Portfolio(new OrganizationSlug(tenant.state().slug())).name();
    long[] left = new long[1];
    vectors.vectors(
        "",
        Optional.empty(),
        namespace,
        line -> {
          String item = mapper.readTree(line).path("metadata").path("item_id").asText();
          left[0] += live.containsKey(item) ? 0 : 1;
        });
    if (left[0] > 0) {
      hold.pause(LOOK);
      return Phase.Step.more("waiting", 0, Map.of());
    }
    files.clear(run(asked), RunFiles.WRITTEN_SINCE);
    live.values()
        .forEach(
            entry -> files.append(run(asked), RunFiles.WRITTEN_SINCE, ItemsRollback.line(entry)));
    return Phase.Step.end(Map.of("written_since_and_stays", (long) live.size()), Map.of());
  }

  private Phase.Step tenants(Map<String, String> asked) {
    String profile = asked.getOrDefault(MigrateKind.PROFILE, TenantPhases.DEFAULT_PROFILE);
    boolean alone = "1".equals(asked.get(MigrateKind.PHASE));
    if (plan(asked)) {
      return Phase.Step.end(Map.of(), Map.of());
    }
    return switch (tenantsRollback.close(organization(asked), profile)) {
      case CLOSED -> Phase.Step.end(Map.of("organization_closed", 1L), Map.of());
      case NOT_OURS -> Phase.Step.end(Map.of("organization_not_ours", 1L), Map.of());
      case IN_USE -> {
        if (alone) {
          throw new JobFailedException(
              "organization.in_use: it holds something that the migration did not write");
        }
        yield Phase.Step.end(Map.of("organization_kept", 1L), Map.of());
      }
    };
  }

  private static boolean isClearAlone(Map<String, String> asked) {
    return CLEAR.equals(asked.get(MigrateKind.PHASE));
  }

  private static Clearing.Asked cleared(Map<String, String> asked) {
    return new Clearing.Asked(
        Optional.ofNullable(asked.get(NAMESPACE)), plan(asked), isClearAlone(asked));
  }

  private static boolean plan(Map<String, String> asked) {
    return Params.flag(asked, Params.PLAN);
  }

  private static String run(Map<String, String> asked) {
    return Optional.ofNullable(asked.get(MigrateKind.RUN)).orElseThrow();
  }

  private static String organization(Map<String, String> asked) {
    return asked.getOrDefault(MigrateKind.ORGANIZATION, TenantPhases.DEFAULT_ORGANIZATION);
  }
}
