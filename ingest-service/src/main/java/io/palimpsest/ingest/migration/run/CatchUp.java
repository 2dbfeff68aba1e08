package io.palimpsest.ingest.migration.run;

import io.palimpsest.ingest.entry.Entry;
import io.palimpsest.ingest.entry.Outcome;
import io.palimpsest.ingest.entry.Precondition;
import io.palimpsest.ingest.entry.Terms;
import io.palimpsest.ingest.item.Items;
import io.palimpsest.ingest.item.PortfolioItem;
import io.palimpsest.ingest.migration.backup.SetDigest;
import io.palimpsest.ingest.migration.legacy.LegacyDocuments;
import io.palimpsest.ingest.migration.legacy.SealedSource;
import io.palimpsest.ingest.migration.mapping.LegacyRow;
import io.palimpsest.ingest.registry.Organization;
import io.palimpsest.ingest.registry.Registry;
import io.palimpsest.ingest.registry.Tenant;
import io.palimpsest.ingest.write.GuardedWork;
import io.palimpsest.jobs.Hold;
import io.palimpsest.jobs.JobFailedException;
import io.palimpsest.tenancy.ItemId;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Follows an old system that is still written to (M18): rows that are new or changed become items
 * as in phase 2, and items go whose rows went, if the migration wrote them and nobody changed them
 * since. What users changed stays as it is.
 */
@Singleton
class CatchUp {
  private static final int PAGE = 200;

  private final SealedSource sources;
  private final Registry registry;
  private final ItemsPhase phase;
  private final Items items;
  private final Marks marks;
  private final RunFiles files;
  private final GuardedWork guarded;

  CatchUp(
      SealedSource sources,
      Registry registry,
      ItemsPhase phase,
      Items items,
      Marks marks,
      RunFiles files,
      GuardedWork guarded) {
    this.sources = sources;
    this.registry = registry;
    this.phase = phase;
    this.items = items;
    this.marks = marks;
    this.files = files;
    this.guarded = guarded;
  }

  /**
   * The old rows as they are now.
   *
   * @param digest of all rows: equal digests, equal rows
   * @param contracts of all rows
   */
  record Scan(String digest, Set<String> contracts) {}

  Scan scan(Migration migration, Hold hold) {
    SetDigest digest = new SetDigest();
    Set<String> contracts = new HashSet<>();
    try (LegacyDocuments documents = sources.documents(migration.source())) {
      documents.each(
          "training_data",
          document -> {
            hold.check();
            LegacyRow row = new LegacyRow(document);
            digest.add(row.digest());
            contracts.add(row.contractId());
          });
    }
    return new Scan(digest.hex(), contracts);
  }

  /**
   * Has the items follow; returns how many were written and deleted. Which rows went is looked at
   * behind the writing: a row that came meanwhile is written and not gone.
   */
  long bring(Migration migration, Hold hold) {
    files.clear(migration.run(), RunFiles.REJECTS);
    files.clear(migration.run(), RunFiles.KEPT);
    long brought = 0;
    Phase.Step step = phase.rows(migration, "", hold);
    while (!step.finished()) {
      brought += step.counts().getOrDefault("written", 0L);
      hold.check();
      step = phase.rows(migration, step.at(), hold);
    }
    return brought + gone(migration, scan(migration, hold).contracts(), hold);
  }

  private long gone(Migration migration, Set<String> contracts, Hold hold) {
    String organization = migration.plan().organization();
    Tenant<Organization> tenant =
        registry
            .organization(organization)
            .orElseThrow(() -> new JobFailedException("organization.unknown: " + organization));
    long deleted = 0;
    List<Mark> page = marks.items(organization, "", PAGE);
    while (!page.isEmpty()) {
      List<Mark> settled = new ArrayList<>();
      for (Mark mark : page) {
        hold.check();
        if (!mark.isIntent() && !contracts.contains(mark.contract()) && take(tenant, mark)) {
          settled.add(mark.takenAway());
        }
      }
      put(tenant, settled);
      deleted += settled.size();
      page = marks.items(organization, page.getLast().key(), PAGE);
    }
    return deleted;
  }

  /** Whether there is no item of the mark any more. */
  private boolean take(Tenant<Organization> tenant, Mark mark) {
    ItemId id = new ItemId(mark.key().substring(mark.key().lastIndexOf('/') + 1));
    Optional<Entry<PortfolioItem>> live = items.find(tenant.path(), id);
    if (live.isEmpty()) {
      return true;
    }
    if (live.get().head().revision() != mark.revision()) {
      return false;
    }
    Outcome outcome =
        items.apply(
            Items.delete(
                tenant.path(), id, Terms.PLAIN.when(Precondition.ofRevision(mark.revision()))));
    return switch (outcome) {
      case Outcome.Accepted accepted -> true;
      case Outcome.Refused refused when refused.refusal().status() == 503 ->
          throw new IllegalStateException("deleted later: " + refused.refusal().code());
      case Outcome.Refused refused -> refused.refusal().status() == 404;
    };
  }

  private void put(Tenant<Organization> tenant, List<Mark> taken) {
    if (!taken.isEmpty()) {
      guarded.run(
          tenant.path().uids(),
          work -> {
            marks.put(taken, work);
            return true;
          });
    }
  }
}
