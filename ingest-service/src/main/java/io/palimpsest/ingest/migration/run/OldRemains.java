package io.palimpsest.ingest.migration.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.palimpsest.event.ScopeType;
import io.palimpsest.fencing.Work;
import io.palimpsest.ingest.entry.Entry;
import io.palimpsest.ingest.erase.Remains;
import io.palimpsest.ingest.item.Items;
import io.palimpsest.ingest.item.PortfolioItem;
import io.palimpsest.ingest.migration.legacy.LegacyDocuments;
import io.palimpsest.ingest.migration.legacy.LegacySource;
import io.palimpsest.ingest.migration.legacy.SealedSource;
import io.palimpsest.ingest.migration.legacy.VectorSide;
import io.palimpsest.ingest.migration.mapping.ItemMapping;
import io.palimpsest.ingest.migration.mapping.LegacyRow;
import io.palimpsest.ingest.store.EntryQuery;
import io.palimpsest.tenancy.OrganizationId;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.bson.BsonString;
import org.bson.BsonValue;

/**
 * What is left of items in the old system (M29): the rows and vectors of their contracts, as marks
 * remember them, or as ids of items are made of contracts where no mark is left. Where no migration
 * has begun nothing is known of an old system, and nothing is looked for. Old data are not what
 * their rehearsal wrote: they stay when that is erased.
 */
@Singleton
class OldRemains implements Remains {
  private static final int PAGE = 500;

  private final Marks marks;
  private final Runs runs;
  private final Items items;
  private final SealedSource sources;
  private final VectorSide vectors;

  OldRemains(Marks marks, Runs runs, Items items, SealedSource sources, VectorSide vectors) {
    this.marks = marks;
    this.runs = runs;
    this.items = items;
    this.sources = sources;
    this.vectors = vectors;
  }

  @Override
  public long count(Of scope) {
    List<Mark> marked = marked(scope);
    long count = marked.size();
    for (LegacySource source : sources()) {
      try (LegacyDocuments documents = sources.documents(source)) {
        Found found = find(documents, source, contracts(scope, marked, documents));
        count += found.size();
      }
    }
    return count;
  }

  /** The marks last: they say whose contracts these are. */
  @Override
  public long erase(Of scope, Work work) {
    List<Mark> marked = marked(scope);
    long erased = 0;
    for (LegacySource source : sources()) {
      try (LegacyDocuments documents = sources.documents(source)) {
        Found found = find(documents, source, contracts(scope, marked, documents));
        erased += delete(documents, source, found, work);
      }
    }
    if (erased == 0 && !marked.isEmpty()) {
      marks.remove(marked.stream().map(Mark::key).toList(), work);
      return marked.size();
    }
    return erased;
  }

  private List<LegacySource> sources() {
    Map<String, LegacySource> distinct = new HashMap<>();
    for (String kept : runs.sources()) {
      sources
          .tryOpen(kept)
          .ifPresent(source -> distinct.put(source.mongo() + "\n" + source.index(), source));
    }
    return List.copyOf(distinct.values());
  }

  private List<Mark> marked(Of scope) {
    return switch (scope.type()) {
      case ITEM -> marks.of(List.of(scope.uid())).stream().limit(PAGE).toList();
      case ORGANIZATION ->
          scope.ids().isEmpty() ? List.of() : marks.items(scope.ids().getFirst(), "", PAGE);
      case PROFILE ->
          marks.of(
              items
                  .page(new EntryQuery(Optional.of(scope.uid()), "", Optional.empty(), PAGE))
                  .stream()
                  .map((Entry<PortfolioItem> entry) -> entry.head().uid())
                  .toList());
      case CREATOR, TWIN, SOURCE, UNKNOWN -> List.of();
    };
  }

  private static Set<String> contracts(Of scope, List<Mark> marked, LegacyDocuments documents) {
    Set<String> contracts =
        marked.stream()
            .filter(mark -> !Rehearsal.wrote(mark))
            .map(Mark::contract)
            .collect(Collectors.toSet());
    boolean known =
        !scope.ids().isEmpty() && !Rehearsal.ORGANIZATION.equals(scope.ids().getFirst());
    if (scope.type() == ScopeType.ITEM && contracts.isEmpty() && known) {
      ItemMapping mapping = new ItemMapping(new OrganizationId(scope.ids().getFirst()), false);
      documents.each(
          "training_data",
          row -> {
            String contract = new LegacyRow(row).contractId();
            if (mapping.itemId(contract).value().equals(scope.ids().getLast())) {
              contracts.add(contract);
            }
          });
    }
    return contracts;
  }

  /** Ids of documents by collection, and of vectors by namespace. */
  private record Found(Map<String, List<BsonValue>> documents, Map<String, List<String>> vectors) {
    long size() {
      return documents.values().stream().mapToLong(List::size).sum()
          + vectors.values().stream().mapToLong(List::size).sum();
    }
  }

  private Found find(LegacyDocuments documents, LegacySource source, Set<String> contracts) {
    Map<String, List<BsonValue>> rows = new HashMap<>();
    Map<String, List<String>> found = new HashMap<>();
    if (contracts.isEmpty()) {
      return new Found(rows, found);
    }
    Set<BsonValue> named = contracts.stream().map(BsonString::new).collect(Collectors.toSet());
    List<BsonValue> chunks = documents.idsOf("chunks", "contract_id", named);
    List<BsonValue> data = new ArrayList<>();
    documents.each(
        "training_data",
        row -> {
          if (contracts.contains(new LegacyRow(row).contractId())) {
            data.add(row.get("_id"));
          }
        });
    // Rows of chunks are known by their chunks alone: those go last.
    rows.put("embeddings", documents.idsOf("embeddings", "_id", chunks));
    rows.put("chunks", chunks);
    rows.put("proposals", documents.idsOf("proposals", "contract_id", named));
    rows.put("training_data", data);
    vectors
        .index(source.index(), source.key())
        .map(VectorSide.Index::namespaces)
        .orElse(List.of())
        .forEach(space -> found.put(space.name(), vectors(source, space.name(), contracts)));
    return new Found(rows, found);
  }

  private List<String> vectors(LegacySource source, String namespace, Set<String> contracts) {
    List<String> ids = new ArrayList<>();
    try {
      vectors.vectors(
          source.index(),
          source.key(),
          namespace,
          line -> {
            JsonNode vector = Cursors.JSON.readTree(line);
            if (contracts.contains(vector.path("metadata").path("contract_id").asText())) {
              ids.add(vector.path("id").asText());
            }
          });
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
    return ids;
  }

  private long delete(LegacyDocuments documents, LegacySource source, Found found, Work work) {
    long deleted = 0;
    for (Map.Entry<String, List<String>> space : found.vectors().entrySet()) {
      for (List<String> ids : pages(space.getValue())) {
        work.request(
            millis -> {
              vectors.delete(source.index(), source.key(), space.getKey(), ids);
              return ids.size();
            });
        deleted += ids.size();
      }
    }
    for (String collection : List.of("embeddings", "chunks", "proposals", "training_data")) {
      for (List<BsonValue> ids : pages(found.documents().getOrDefault(collection, List.of()))) {
        deleted += documents.deleteOf(collection, "_id", ids, work);
      }
    }
    return deleted;
  }

  private static <T> List<List<T>> pages(Collection<T> all) {
    List<T> list = new ArrayList<>(new HashSet<>(all));
    List<List<T>> pages = new ArrayList<>();
    for (int from = 0; from < list.size(); from += PAGE) {
      pages.add(list.subList(from, Math.min(list.size(), from + PAGE)));
    }
    return pages;
  }
}
