package io.palimpsest.ingest.migration.run;

import io.palimpsest.ingest.entry.Change;
import io.palimpsest.ingest.entry.Entry;
import io.palimpsest.ingest.entry.Outcome;
import io.palimpsest.ingest.entry.Precondition;
import io.palimpsest.ingest.entry.ScopePath;
import io.palimpsest.ingest.entry.Terms;
import io.palimpsest.ingest.item.Items;
import io.palimpsest.ingest.item.PortfolioItem;
import io.palimpsest.ingest.migration.legacy.LegacyDocuments;
import io.palimpsest.ingest.migration.legacy.SealedSource;
import io.palimpsest.ingest.migration.mapping.LegacyRow;
import io.palimpsest.ingest.migration.mapping.Mapped;
import io.palimpsest.ingest.registry.Organization;
import io.palimpsest.ingest.registry.Registry;
import io.palimpsest.ingest.registry.Tenant;
import io.palimpsest.ingest.vault.Sha256;
import io.palimpsest.ingest.write.GuardedWork;
import io.palimpsest.jobs.Hold;
import io.palimpsest.jobs.JobFailedException;
import io.palimpsest.tenancy.ProfileId;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.bson.BsonDocument;
import org.bson.BsonValue;

/** Phase 2: rows become items, a batch at a time, each marked as this run's. */
@Singleton
class ItemsPhase implements Phase {
  private static final int BATCH = 200;

  private final SealedSource sources;
  private final Registry registry;
  private final Items items;
  private final Marks marks;
  private final GuardedWork guarded;
  private final RunFiles files;
  private final Drift drift;

  ItemsPhase(
      SealedSource sources,
      Registry registry,
      Items items,
      Marks marks,
      GuardedWork guarded,
      RunFiles files,
      Drift drift) {
    this.drift = drift;
    this.sources = sources;
    this.registry = registry;
    this.items = items;
    this.marks = marks;
    this.guarded = guarded;
    this.files = files;
  }

  @Override
  public String name() {
    return "2";
  }

  @Override
  public Step step(Migration migration, String at, Hold hold) {
    Step step = rows(migration, at, hold);
    return step.finished() ? Step.end(step.counts(), point(migration, hold)) : step;
  }

  /** The same, without saying what it ends with. */
  Step rows(Migration migration, String at, Hold hold) {
    List<BsonDocument> rows;
    try (LegacyDocuments documents = sources.documents(migration.source())) {
      rows = documents.page("training_data", after(at), BATCH);
    }
    hold.check();
    if (rows.isEmpty()) {
      return Step.end(Map.of(), Map.of());
    }
    Batch batch = new Batch(migration);
    rows.forEach(row -> batch.add(migration.plan().mapping().map(new LegacyRow(row))));
    batch.write();
    return Step.more(after(rows.getLast()), rows.size(), batch.counts);
  }

  private Map<String, String> point(Migration migration, Hold hold) {
    Map<String, String> point = new HashMap<>(drift.since(migration, hold));
    point.put("items", Long.toString(marks.count(migration.plan().organization())));
    point.put("backup", migration.plan().backup());
    return point;
  }

  private static Optional<BsonValue> after(String at) {
    return at.isEmpty() ? Optional.empty() : Optional.ofNullable(BsonDocument.parse(at).get("_id"));
  }

  private static String after(BsonDocument row) {
    return new BsonDocument("_id", row.get("_id"))
        .toJson(
            org.bson.json.JsonWriterSettings.builder()
                .outputMode(org.bson.json.JsonMode.EXTENDED)
                .build());
  }

  /**
   * Under which a run writes an item, and finds again whether it has.
   *
   * @param base what the write goes out from: a row that comes back as it was is written again
   */
  static Terms terms(String run, String item, String row, long base) {
    String key = Sha256.hex(String.join("\n", run, item, row, Long.toString(base)));
    return Terms.of(new Precondition.None(), Optional.of(key)).asking(row);
  }

  /** The rows of one step. */
  private final class Batch {
    private final Migration migration;
    private final ScopePath profile;
    private final ScopePath organization;
    private final Map<String, Long> counts = new HashMap<>();
    private final List<Mapped.Item> writes = new ArrayList<>();
    private final List<Change<PortfolioItem>> changes = new ArrayList<>();
    private final List<Mark> ours = new ArrayList<>();
    private final List<Mark> intents = new ArrayList<>();
    private final Map<String, Mark> known = new HashMap<>();

    Batch(Migration migration) {
      this.migration = migration;
      Tenant<Organization> tenant =
          registry
              .organization(migration.plan().organization())
              .orElseThrow(() -> new JobFailedException("organization.unknown: run phase 1"));
      this.organization = tenant.path();
      this.profile = registry.parent(tenant, new ProfileId(migration.plan().profile()));
    }

    void add(Mapped mapped) {
      switch (mapped) {
        case Mapped.Rejected rejected -> reject(rejected.contractId(), rejected.reason());
        case Mapped.Item item -> decide(item);
      }
    }

    private void decide(Mapped.Item row) {
      Optional<Entry<PortfolioItem>> entry = items.find(organization, row.id());
      Optional<ItemDecision.Seen> seen =
          entry.flatMap(
              live ->
                  Optional.ofNullable(live.state())
                      .map(state -> new ItemDecision.Seen(live.head().revision(), state)));
      String key = key(row);
      Optional<Mark> before = marks.find(key);
      before.ifPresent(one -> known.put(key, one));
      Optional<Mark> mark = before.filter(one -> !one.isIntent());
      if (mark.isEmpty()) {
        intents.add(
            Mark.intent(key, migration.run(), row.rowDigest(), row.contractId(), turn(key)));
      }
      switch (ItemDecision.of(row, seen, mark)) {
        case ItemDecision.Same same -> count("same");
        case ItemDecision.Kept kept -> keep(row.contractId(), kept.reason());
        case ItemDecision.Write write -> plan(row, write.precondition());
        case ItemDecision.MaybeOurs maybe -> adopt(row);
      }
    }

    private void plan(Mapped.Item row, Precondition precondition) {
      if (writes.stream().anyMatch(other -> other.id().equals(row.id()))) {
        keep(row.contractId(), "item_id: another row of this batch has it already");
        return;
      }
      writes.add(row);
      changes.add(Items.upsert(profile, row.id(), row.item(), terms(row).when(precondition)));
    }

    /** What a crash kept from being marked answers to the key that it was written under. */
    private void adopt(Mapped.Item row) {
      Optional<Outcome> before = items.repeated(organization, row.id(), terms(row));
      if (before.isPresent() && before.get() instanceof Outcome.Accepted accepted) {
        ours.add(mark(row, accepted));
        count("written");
      } else {
        count("same");
      }
    }

    private Terms terms(Mapped.Item row) {
      Mark before = known.get(key(row));
      return ItemsPhase.terms(
          migration.run(), row.id().value(), row.rowDigest(), before == null ? 0 : before.base());
    }

    private int turn(String key) {
      Mark before = known.get(key);
      return before == null ? 0 : before.turn();
    }

    private String key(Mapped.Item row) {
      return Mark.item(migration.plan().organization(), row.id().value());
    }

    void write() {
      Set<String> keys = writes.stream().map(this::key).collect(Collectors.toSet());
      put(intents.stream().filter(intent -> keys.contains(intent.key())).toList());
      List<Outcome> outcomes = changes.isEmpty() ? List.of() : items.apply(changes);
      for (int at = 0; at < outcomes.size(); at++) {
        Mapped.Item row = writes.get(at);
        switch (outcomes.get(at)) {
          case Outcome.Accepted accepted -> {
            ours.add(mark(row, accepted));
            count("written");
          }
          case Outcome.Refused refused when refused.refusal().status() == 412 ->
              keep(row.contractId(), "changed while it was migrated");
          case Outcome.Refused refused when refused.refusal().status() == 503 ->
              throw new IllegalStateException("written later: " + refused.refusal().code());
          case Outcome.Refused refused -> reject(row.contractId(), refused.refusal().code());
        }
      }
      put(ours);
    }

    private void put(List<Mark> some) {
      if (!some.isEmpty()) {
        guarded.run(
            profile.uids(),
            work -> {
              marks.put(some, work);
              return true;
            });
      }
    }

    private Mark mark(Mapped.Item row, Outcome.Accepted accepted) {
      return new Mark(
          key(row),
          migration.run(),
          accepted.head().uid(),
          accepted.revision(),
          row.rowDigest(),
          row.contractId(),
          turn(key(row)));
    }

    private void reject(String contract, String reason) {
      files.append(
          migration.run(), RunFiles.REJECTS, Map.of("contract_id", contract, "reason", reason));
      count("rejected");
      if (migration.plan().strict()) {
        throw new JobFailedException("row.rejected: " + reason);
      }
    }

    private void keep(String contract, String reason) {
      files.append(
          migration.run(), RunFiles.KEPT, Map.of("contract_id", contract, "reason", reason));
      count("kept");
    }

    private void count(String what) {
      counts.merge(what, 1L, Long::sum);
    }
  }
}
