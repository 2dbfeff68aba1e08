package io.palimpsest.ingest.migration.run;

import io.palimpsest.ingest.entry.Entry;
import io.palimpsest.ingest.entry.Outcome;
import io.palimpsest.ingest.entry.Precondition;
import io.palimpsest.ingest.entry.Terms;
import io.palimpsest.ingest.item.Items;
import io.palimpsest.ingest.item.PortfolioItem;
import io.palimpsest.ingest.registry.Organization;
import io.palimpsest.ingest.registry.Tenant;
import io.palimpsest.ingest.vault.Vault;
import io.palimpsest.ingest.write.GuardedWork;
import io.palimpsest.jobs.Hold;
import io.palimpsest.tenancy.ItemId;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Takes back the items that a migration wrote and nobody changed since: they are deleted. */
@Singleton
class ItemsRollback {
  private static final int BATCH = 200;

  private final Items items;
  private final Marks marks;
  private final GuardedWork guarded;
  private final RunFiles files;

  ItemsRollback(Items items, Marks marks, GuardedWork guarded, RunFiles files) {
    this.items = items;
    this.marks = marks;
    this.guarded = guarded;
    this.files = files;
  }

  /**
   * One batch.
   *
   * @param at key of the last mark of the batch before, empty at first
   * @param plan whether to count alone
   */
  Phase.Step step(Tenant<Organization> tenant, String run, String at, boolean plan, Hold hold) {
    List<Mark> page = marks.items(tenant.head().id(), at, BATCH);
    if (page.isEmpty()) {
      return Phase.Step.end(Map.of(), Map.of());
    }
    Map<String, Long> counts = new HashMap<>();
    List<String> settled = new ArrayList<>();
    for (Mark mark : page) {
      hold.check();
      String ended = take(tenant, run, mark, plan);
      counts.merge(ended, 1L, Long::sum);
      settled.add(mark.key());
    }
    if (!plan) {
      guarded.run(
          List.of(Vault.SYSTEM),
          work -> {
            marks.remove(settled, work);
            return true;
          });
    }
    return Phase.Step.more(page.getLast().key(), page.size(), counts);
  }

  private String take(Tenant<Organization> tenant, String run, Mark mark, boolean plan) {
    ItemId id = new ItemId(mark.key().substring(mark.key().lastIndexOf('/') + 1));
    Optional<Entry<PortfolioItem>> live = items.find(tenant.path(), id);
    if (live.isEmpty()) {
      return "gone_already";
    }
    Optional<Long> written = written(tenant, id, mark, live.get());
    if (written.isEmpty()) {
      return "never_written";
    }
    if (live.get().head().revision() != written.get()) {
      return kept(run, live.get(), plan);
    }
    if (plan) {
      return "would_remove";
    }
    Outcome outcome =
        items.apply(
            Items.delete(
                tenant.path(), id, Terms.PLAIN.when(Precondition.ofRevision(written.get()))));
    return switch (outcome) {
      case Outcome.Accepted accepted -> "removed";
      case Outcome.Refused refused when refused.refusal().status() == 404 -> "gone_already";
      case Outcome.Refused refused when refused.refusal().status() == 412 ->
          kept(run, live.get(), false);
      case Outcome.Refused refused ->
          throw new IllegalStateException("removed later: " + refused.refusal().code());
    };
  }

  /**
   * The revision that the migration wrote, 0 for that of another item of the same id; empty when a
   * crash kept it from writing.
   */
  private Optional<Long> written(
      Tenant<Organization> tenant, ItemId id, Mark mark, Entry<PortfolioItem> live) {
    if (!mark.isIntent()) {
      return Optional.of(live.head().uid().equals(mark.uid()) ? mark.revision() : 0);
    }
    return items
        .repeated(
            tenant.path(), id, ItemsPhase.terms(mark.run(), id.value(), mark.row(), mark.base()))
        .flatMap(
            outcome ->
                outcome instanceof Outcome.Accepted accepted
                    ? Optional.of(accepted.revision())
                    : Optional.empty());
  }

  private String kept(String run, Entry<PortfolioItem> live, boolean plan) {
    if (plan) {
      return "would_stay";
    }
    files.append(run, RunFiles.WRITTEN_SINCE, line(live));
    return "changed_since_and_stays";
  }

  static Map<String, Object> line(Entry<PortfolioItem> live) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("item_id", live.head().id());
    line.put("revision", live.head().revision());
    PortfolioItem state = live.state();
    if (state != null) {
      line.put("company_name", state.companyName());
      line.put("deliverables", state.deliverables());
      line.put("skills", state.skills());
      line.put("portfolio_url", Optional.ofNullable(state.portfolioUrl()));
      line.put("industry", Optional.ofNullable(state.industry()));
    }
    return line;
  }
}
