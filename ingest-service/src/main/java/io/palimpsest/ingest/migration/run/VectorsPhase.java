package io.palimpsest.ingest.migration.run;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.palimpsest.ingest.entry.Entry;
import io.palimpsest.ingest.item.Items;
import io.palimpsest.ingest.item.PortfolioItem;
import io.palimpsest.ingest.migration.legacy.MigrationConfig;
import io.palimpsest.ingest.migration.legacy.VectorSide;
import io.palimpsest.ingest.registry.Organization;
import io.palimpsest.ingest.registry.Registry;
import io.palimpsest.ingest.registry.Tenant;
import io.palimpsest.ingest.store.EntryQuery;
import io.palimpsest.jobs.Hold;
import io.palimpsest.jobs.JobFailedException;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Phase 3: waits until every item's vector can be found. They come by the events that phase 2 made;
 * where they do not come for a while, a reconcile repairs what is missing. The old namespace is
 * never touched.
 */
@Singleton
class VectorsPhase implements Phase {
  private static final Duration LOOK = Duration.ofMillis(500);
  private static final Duration STILL = Duration.ofSeconds(30);
  private static final int PAGE = 100;

  private final Registry registry;
  private final Items items;
  private final VectorSide vectors;
  private final MigrationConfig config;
  private final InstantSource clock;

  VectorsPhase(
      Registry registry,
      Items items,
      VectorSide vectors,
      MigrationConfig config,
      InstantSource clock) {
    this.registry = registry;
    this.items = items;
    this.vectors = vectors;
    this.config = config;
    this.clock = clock;
  }

  /**
   * What was seen last.
   *
   * @param missing first item without a vector, and how many there are on its page
   * @param since when that was first so
   * @param repaired whether a reconcile was asked for since
   */
  record At(
      @JsonProperty("missing") String missing,
      @JsonProperty("since") Instant since,
      @JsonProperty("repaired") boolean repaired) {}

  @Override
  public String name() {
    return "3";
  }

  @Override
  public Step step(Migration migration, String at, Hold hold) throws InterruptedException {
    String organization = migration.plan().organization();
    String missing = missing(organization);
    if (missing.isEmpty()) {
      return Step.end(Map.of(), Map.of("without_vectors", "0"));
    }
    Instant now = clock.instant();
    At before = at.isEmpty() ? new At("", now, false) : Cursors.read(at, At.class);
    At seen = missing.equals(before.missing()) ? before : new At(missing, now, false);
    if (seen.since().plus(config.patience()).isBefore(now)) {
      throw new JobFailedException("vectors.missing: items have none, see embedded=false");
    }
    if (!seen.repaired() && seen.since().plus(STILL).isBefore(now)) {
      boolean asked = vectors.reconcile("organization:" + organization);
      seen = new At(seen.missing(), seen.since(), asked);
    }
    hold.pause(LOOK);
    return Step.more(Cursors.write(seen), 0, Map.of());
  }

  /** The same, and waits until the vectors are those of the newest revisions. */
  Step fresh(Migration migration, String at, Hold hold) throws InterruptedException {
    Step step = step(migration, at, hold);
    if (!step.finished() || isFresh(migration.plan().organization())) {
      return step;
    }
    hold.pause(LOOK);
    return Step.more(at, 0, Map.of());
  }

  private boolean isFresh(String organization) {
    return registry.organization(organization).stream()
        .flatMap(tenant -> Expected.live(items, tenant).values().stream())
        .map(entry -> entry.head())
        .allMatch(
            head ->
                head.embedding().embeddedRevision() >= head.revision()
                    || head.embedding().parkedReason() != null);
  }

  private String missing(String organization) {
    Tenant<Organization> tenant =
        registry
            .organization(organization)
            .orElseThrow(() -> new JobFailedException("organization.unknown: " + organization));
    List<Entry<PortfolioItem>> page =
        items.page(new EntryQuery(Optional.of(tenant.head().uid()), "", Optional.of(false), PAGE));
    return page.isEmpty() ? "" : page.size() + ":" + page.getFirst().head().key();
  }
}
