package io.palimpsest.ingest.migration.run;

import io.palimpsest.ingest.entry.Entry;
import io.palimpsest.ingest.item.Items;
import io.palimpsest.ingest.item.PortfolioItem;
import io.palimpsest.ingest.migration.legacy.VectorSide;
import io.palimpsest.ingest.registry.Organization;
import io.palimpsest.ingest.registry.Tenant;
import io.palimpsest.jobs.Hold;
import io.palimpsest.jobs.JobFailedException;
import io.palimpsest.tenancy.Namespace;
import io.palimpsest.tenancy.OrganizationSlug;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Empties the namespace that a migration filled, and no other one. Its items stay, and are due: a
 * reconcile, or phase 3 once more, embeds them again.
 */
@Singleton
class Clearing {
  private static final Duration LOOK = Duration.ofMillis(500);
  private static final String ASKED = "asked";

  private final Items items;
  private final Marks marks;
  private final Routes routes;
  private final VectorSide vectors;

  Clearing(Items items, Marks marks, Routes routes, VectorSide vectors) {
    this.items = items;
    this.marks = marks;
    this.routes = routes;
    this.vectors = vectors;
  }

  /**
   * What is asked for.
   *
   * @param namespace its name, where somebody names it
   * @param plan whether to count alone
   * @param alone whether the route was not switched back right before
   */
  record Asked(Optional<String> namespace, boolean plan, boolean alone) {}

  Phase.Step step(Asked asked, Tenant<Organization> tenant, String at, Hold hold)
      throws IOException, InterruptedException {
    String namespace = new Namespace.Portfolio(new OrganizationSlug(tenant.state().slug())).name();
    Map<String, Entry<PortfolioItem>> live = Expected.live(items, tenant);
    if (at.isEmpty()) {
      refuse(asked, tenant, namespace, live);
      long count = count(namespace);
      if (asked.plan()) {
        return Phase.Step.end(Map.of("would_clear", count), Map.of());
      }
      if (!vectors.clear("organization:" + tenant.head().id())) {
        hold.pause(LOOK);
        return Phase.Step.more("", 0, Map.of());
      }
      return Phase.Step.more(ASKED, 0, Map.of("cleared", count));
    }
    boolean told = live.values().stream().noneMatch(one -> one.head().embedding().present());
    if (told && count(namespace) == 0) {
      return Phase.Step.end(Map.of(), Map.of());
    }
    hold.pause(LOOK);
    return Phase.Step.more(ASKED, 0, Map.of());
  }

  private void refuse(
      Asked asked,
      Tenant<Organization> tenant,
      String namespace,
      Map<String, Entry<PortfolioItem>> live) {
    String organization = tenant.head().id();
    if (asked.namespace().filter(name -> !name.equals(namespace)).isPresent()) {
      throw new JobFailedException("clear.not_of_the_run: no migration filled that namespace");
    }
    boolean answers = routes.of(organization).namespace().equals(namespace);
    if (answers && (asked.alone() || !asked.plan())) {
      throw new JobFailedException("clear.answers: readers are answered from there");
    }
    boolean foreign =
        live.keySet().stream()
            .anyMatch(item -> marks.find(Mark.item(organization, item)).isEmpty());
    if (foreign) {
      throw new JobFailedException("clear.not_of_the_run: it holds what no migration wrote");
    }
  }

  private long count(String namespace) throws IOException {
    return vectors.vectors("", Optional.empty(), namespace, line -> {});
  }
}
