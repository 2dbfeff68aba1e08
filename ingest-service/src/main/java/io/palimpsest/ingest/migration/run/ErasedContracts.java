package io.palimpsest.ingest.migration.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.palimpsest.event.ScopeType;
import io.palimpsest.ingest.erase.Absences;
import io.palimpsest.ingest.migration.legacy.LegacyDocuments;
import io.palimpsest.ingest.migration.mapping.ItemMapping;
import io.palimpsest.ingest.migration.mapping.LegacyRow;
import io.palimpsest.tenancy.OrganizationId;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;

/**
 * Knows contracts whose items were erased, by the ids that items of them have (M4): what a backup
 * holds of them is not restored.
 */
@Singleton
class ErasedContracts {
  private final Absences absences;
  private final Runs runs;

  ErasedContracts(Absences absences, Runs runs) {
    this.absences = absences;
    this.runs = runs;
  }

  /** Looks each contract up once; for one batch of records, as erasures go on meanwhile. */
  Look look() {
    Set<String> organizations = new TreeSet<>(runs.organizations());
    organizations.add(TenantPhases.DEFAULT_ORGANIZATION);
    return new Look(
        organizations.stream()
            .map(id -> Map.entry(id, new ItemMapping(new OrganizationId(id), false)))
            .toList());
  }

  /** Answers for a while. */
  final class Look {
    private final List<Map.Entry<String, ItemMapping>> organizations;
    private final Map<String, Boolean> known = new HashMap<>();

    private Look(List<Map.Entry<String, ItemMapping>> organizations) {
      this.organizations = organizations;
    }

    boolean isErased(String contract) {
      return !contract.isEmpty() && known.computeIfAbsent(contract, this::ask);
    }

    private boolean ask(String contract) {
      return organizations.stream()
          .anyMatch(
              one ->
                  absences
                          .look(
                              ScopeType.ITEM,
                              List.of(one.getKey(), one.getValue().itemId(contract).value()))
                          .erasedBy()
                      != null);
    }

    /** Whether a line of a file of vectors is of one. */
    boolean isErased(byte[] line) {
      try {
        JsonNode contract = Cursors.JSON.readTree(line).path("metadata").path("contract_id");
        return isErased(contract.asText(""));
      } catch (IOException foreign) {
        throw new UncheckedIOException(foreign);
      }
    }

    /** Those of some documents that are of none; embeddings are known by their chunks. */
    List<BsonDocument> others(
        String collection, Collection<BsonDocument> documents, LegacyDocuments into) {
      Map<BsonValue, BsonDocument> chunks =
          collection.equals("embeddings")
              ? into.find("chunks", documents.stream().map(one -> one.get("_id")).toList())
              : Map.of();
      return documents.stream().filter(one -> !isErased(one, collection, chunks)).toList();
    }

    private boolean isErased(
        BsonDocument document, String collection, Map<BsonValue, BsonDocument> chunks) {
      return switch (collection) {
        case "training_data" -> isErased(new LegacyRow(document).contractId());
        case "embeddings" ->
            chunks.containsKey(document.get("_id"))
                ? isErased(contract(chunks.get(document.get("_id"))))
                : named(document.get("_id")).stream().anyMatch(this::isErased);
        default -> isErased(contract(document));
      };
    }

    private static String contract(BsonDocument document) {
      return document.get("contract_id") instanceof BsonString text ? text.getValue() : "";
    }

    /** What a chunk's id may begin with: its contract is one of them. */
    private static List<String> named(@Nullable BsonValue id) {
      String text = id instanceof BsonString given ? given.getValue() : "";
      return java.util.stream.IntStream.range(1, text.length())
          .filter(at -> text.charAt(at) == '_')
          .mapToObj(at -> text.substring(0, at))
          .toList();
    }
  }
}
