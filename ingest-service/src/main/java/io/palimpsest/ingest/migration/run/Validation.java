package io.palimpsest.ingest.migration.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.palimpsest.ingest.entry.Entry;
import io.palimpsest.ingest.item.Items;
import io.palimpsest.ingest.item.PortfolioItem;
import io.palimpsest.ingest.migration.legacy.LegacyDocuments;
import io.palimpsest.ingest.migration.legacy.SealedSource;
import io.palimpsest.ingest.migration.legacy.VectorSide;
import io.palimpsest.ingest.migration.legacy.VectorSideException;
import io.palimpsest.ingest.migration.mapping.Mapped;
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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Compares the old side with the new one by ids and contents, and asks the new side as a reader
 * does. Writes nothing.
 */
@Singleton
class Validation {
  /** The check that asks as a reader does. */
  static final String RETRIEVAL = "retrieval";

  private static final String OLD_NAMESPACE = "proposals";
  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final int LOOKS = 30;
  private static final int TOP = 5;
  private static final int MOST_QUESTIONS = 200;

  private final SealedSource sources;
  private final Registry registry;
  private final Items items;
  private final Marks marks;
  private final VectorSide vectors;
  private final ObjectMapper mapper;

  Validation(
      SealedSource sources,
      Registry registry,
      Items items,
      Marks marks,
      VectorSide vectors,
      ObjectMapper mapper) {
    this.sources = sources;
    this.registry = registry;
    this.items = items;
    this.marks = marks;
    this.vectors = vectors;
    this.mapper = mapper;
  }

  /** All checks of the migrated portfolio. */
  List<Checked> run(Migration migration, Hold hold) throws IOException, InterruptedException {
    Tenant<Organization> tenant =
        registry
            .organization(migration.plan().organization())
            .orElseThrow(() -> new JobFailedException("organization.unknown: run phase 1"));
    Expected expected;
    try (LegacyDocuments documents = sources.documents(migration.source())) {
      expected = Expected.read(documents, migration.plan().mapping(), items, tenant);
    }
    hold.check();
    List<Checked> all = new ArrayList<>();
    all.add(tenants(migration, tenant));
    all.add(contents(migration, expected));
    all.add(references(migration, tenant, expected));
    all.add(embedded(expected));
    all.addAll(vectors(migration, tenant, expected, hold));
    all.add(oldOrphans(migration, expected));
    all.add(retrieval(migration, expected, hold));
    return all;
  }

  private Checked tenants(Migration migration, Tenant<Organization> tenant) {
    List<String> differences = new ArrayList<>();
    if (migration.plan().organization().equals(TenantPhases.DEFAULT_ORGANIZATION)
        && !tenant.state().equals(TenantPhases.ORGANIZATION)) {
      differences.add("organization: is registered otherwise than phase 1a does");
    }
    if (registry.profile(tenant, migration.plan().profile()).isEmpty()) {
      differences.add("profile: there is none");
    }
    return Checked.of(
        "tenants", Map.of(), differences, "run `palimpsest migrate portfolio --phase=1`");
  }

  private Checked contents(Migration migration, Expected expected) {
    List<String> differences = new ArrayList<>();
    long changed = 0;
    for (Mapped.Item item : expected.items().values()) {
      Entry<PortfolioItem> live = expected.live().get(item.id().value());
      Optional<Mark> mark =
          marks.find(Mark.item(migration.plan().organization(), item.id().value()));
      if (live == null) {
        differences.add("missing: " + item.id().value());
      } else if (!item.item().equals(live.state())) {
        if (mark.filter(known -> known.revision() < live.head().revision()).isPresent()) {
          changed++;
        } else {
          differences.add("different: " + item.id().value());
        }
      }
    }
    return Checked.of(
        "counts",
        Map.of(
            "rows",
            (long) expected.items().size() + expected.rejected(),
            "rejected",
            expected.rejected(),
            "expected",
            (long) expected.items().size(),
            "items",
            (long) expected.live().size(),
            "changed_since",
            changed),
        differences,
        "run `palimpsest migrate portfolio --phase=2` again, and look at its rejects");
  }

  private Checked references(Migration migration, Tenant<Organization> tenant, Expected expected) {
    Optional<java.util.UUID> profile =
        registry.profile(tenant, migration.plan().profile()).map(one -> one.head().uid());
    List<String> differences = new ArrayList<>();
    for (Mapped.Item item : expected.items().values()) {
      Entry<PortfolioItem> live = expected.live().get(item.id().value());
      if (live != null && !profile.equals(Optional.of(live.head().path().parent().last().uid()))) {
        differences.add("profile of " + item.id().value() + " is another one, or closed");
      }
    }
    return Checked.of(
        "references", Map.of(), differences, "look who moved the item to another profile");
  }

  private static Checked embedded(Expected expected) {
    List<String> differences = new ArrayList<>();
    long embedded = 0;
    for (Entry<PortfolioItem> live : expected.live().values()) {
      if (live.head().embedding().present()) {
        embedded++;
      } else {
        differences.add("not embedded: " + live.head().id());
      }
    }
    return Checked.of(
        "embedded",
        Map.of("embedded", embedded),
        differences,
        "run `palimpsest migrate portfolio --phase=3`, and see `palimpsest parked list`");
  }

  /** Vectors without item, items without vector, and vectors of others. */
  private List<Checked> vectors(
      Migration migration, Tenant<Organization> tenant, Expected expected, Hold hold)
      throws IOException, InterruptedException {
    String namespace = new Namespace.Portfolio(new OrganizationSlug(tenant.state().slug())).name();
    List<String> orphans = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    long count = 0;
    for (int look = 0; look < LOOKS; look++) {
      orphans.clear();
      seen.clear();
      count = look(migration, namespace, expected, seen, orphans);
      expected.live().keySet().stream()
          .filter(id -> !seen.contains(id))
          .sorted()
          .forEach(id -> orphans.add("item without vector: " + id));
      if (orphans.isEmpty()) {
        break;
      }
      hold.pause(LOOK);
    }
    return List.of(
        Checked.of(
            "orphans",
            Map.of("vectors", count, "items_with_vectors", (long) seen.size()),
            orphans,
            "run `palimpsest reconcile --repair`"));
  }

  private long look(
      Migration migration,
      String namespace,
      Expected expected,
      Set<String> seen,
      List<String> orphans)
      throws IOException {
    return vectors.vectors(
        "",
        Optional.empty(),
        namespace,
        line -> {
          JsonNode vector = mapper.readTree(line);
          String item = vector.path("metadata").path("item_id").asText();
          String organization = vector.path("metadata").path("org_id").asText();
          if (!organization.equals(migration.plan().organization())) {
            orphans.add("vector of another organization: " + vector.path("id").asText());
          } else if (!expected.live().containsKey(item)) {
            orphans.add("vector without item: " + vector.path("id").asText());
          } else {
            seen.add(item);
          }
        });
  }

  /**
   * Contracts that the old vectors name and no row does, and the other way round: told, no fault.
   */
  private Checked oldOrphans(Migration migration, Expected expected) throws IOException {
    Set<String> named = new HashSet<>();
    long count = 0;
    if (vectors.index(migration.source().index(), migration.source().key()).isPresent()) {
      count =
          vectors.vectors(
              migration.source().index(),
              migration.source().key(),
              OLD_NAMESPACE,
              line ->
                  named.add(mapper.readTree(line).path("metadata").path("contract_id").asText()));
    }
    Set<String> withoutRow = new TreeSet<>(named);
    withoutRow.removeAll(expected.contracts());
    Set<String> withoutVector = new TreeSet<>(expected.contracts());
    withoutVector.removeAll(named);
    List<String> told = new ArrayList<>();
    withoutRow.forEach(contract -> told.add("contract without a row: " + contract));
    withoutVector.forEach(contract -> told.add("row without old vectors: " + contract));
    Map<String, Long> numbers = new HashMap<>();
    numbers.put("old_vectors", count);
    numbers.put("contracts", (long) named.size());
    numbers.put("contracts_without_row", (long) withoutRow.size());
    numbers.put("rows_without_vectors", (long) withoutVector.size());
    return new Checked("old_side", true, numbers, told, "");
  }

  /** Each item is among the first five by its own text, asked with a reader's own token. */
  private Checked retrieval(Migration migration, Expected expected, Hold hold) {
    String hint = "give a token of the organization by --reader-token-file";
    if (migration.reader().isEmpty()) {
      return Checked.of(RETRIEVAL, Map.of(), List.of("nobody's token was given"), hint);
    }
    List<String> differences = new ArrayList<>();
    List<Mapped.Item> asked =
        expected.items().values().stream()
            .filter(item -> expected.live().containsKey(item.id().value()))
            .sorted(java.util.Comparator.comparing(item -> item.id().value()))
            .toList();
    int every = Math.max(1, asked.size() / MOST_QUESTIONS);
    long questions = 0;
    for (int at = 0; at < asked.size(); at += every) {
      hold.check();
      Mapped.Item item = asked.get(at);
      questions++;
      ask(migration, expected.live().get(item.id().value()), differences);
    }
    return Checked.of(
        RETRIEVAL, Map.of("questions", questions), differences, "see `palimpsest doctor`");
  }

  private void ask(
      Migration migration,
      @org.jspecify.annotations.Nullable Entry<PortfolioItem> live,
      List<String> differences) {
    if (live == null || live.state() == null) {
      return;
    }
    String id = live.head().id();
    try {
      JsonNode answer =
          vectors.search(
              migration.reader().orElseThrow(),
              migration.plan().organization(),
              Expected.text(live.state()),
              TOP);
      if (!answer.path("matches").findValuesAsText("item_id").contains(id)) {
        differences.add("not found by its own text: " + id);
      }
    } catch (VectorSideException refused) {
      differences.add("search refused for " + id + ": " + refused.getMessage());
    }
  }
}
