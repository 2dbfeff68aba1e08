package io.palimpsest.reembed.ledger;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Projections.include;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoException;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.bulk.BulkWriteResult;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.WriteModel;
import io.palimpsest.fencing.Ticker;
import io.palimpsest.fencing.Work;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.bson.Document;

/** The ledger in MongoDB: one collection, single documents only, no transaction. */
public final class MongoLedger implements Ledger {
  private static final BulkWriteOptions UNORDERED = new BulkWriteOptions().ordered(false);
  private final MongoCollection<Document> rows;
  private final AdoptedVectors adopted;
  private final Adoption adoption;

  /**
   * Opens the collection {@code ledger} and sees to its indexes.
   *
   * @param database the service's own
   */
  public MongoLedger(MongoDatabase database) {
    rows = database.getCollection("ledger");
    rows.createIndex(Indexes.ascending(RowDocuments.SLOT), new IndexOptions().unique(true));
    rows.createIndex(Indexes.ascending(RowDocuments.UIDS));
    rows.createIndex(Indexes.ascending(RowDocuments.NAMESPACE, RowDocuments.TARGET));
    adopted = new AdoptedVectors(database);
    adoption = new Adoption(adopted, Ticker.system());
  }

  @Override
  public Map<RowKey, LedgerRow> read(Collection<RowKey> keys) {
    try {
      Map<RowKey, LedgerRow> found = new HashMap<>();
      for (Document document : rows.find(in(RowDocuments.ID, ids(keys)))) {
        LedgerRow row = RowDocuments.read(document);
        found.put(row.key(), row);
      }
      return found;
    } catch (MongoException e) {
      throw new LedgerUnavailableException(e);
    }
  }

  @Override
  public Map<RowKey, Swap> swap(List<LedgerRow> next, Work work) {
    if (next.isEmpty()) {
      return Map.of();
    }
    try {
      return work.request(millis -> put(next, rows.withTimeout(millis, TimeUnit.MILLISECONDS)));
    } catch (MongoException e) {
      throw new LedgerUnavailableException(e);
    }
  }

  private static Map<RowKey, Swap> put(List<LedgerRow> next, MongoCollection<Document> rows) {
    String token = UUID.randomUUID().toString();
    List<WriteModel<Document>> writes = next.stream().map(row -> write(row, token)).toList();
    Set<Integer> duplicates = Set.of();
    BulkWriteResult result;
    try {
      result = rows.bulkWrite(writes, UNORDERED);
    } catch (MongoBulkWriteException e) {
      duplicates = duplicates(e);
      result = e.getWriteResult();
    }
    return duplicates.isEmpty()
            && result.getInsertedCount() + result.getMatchedCount() == next.size()
        ? next.stream().collect(toMap(LedgerRow::key, row -> Swap.PUT))
        : lookedUp(next, token, duplicates, rows);
  }

  /** A duplicate is an answer; of every other error nobody can say what it leaves behind. */
  private static Set<Integer> duplicates(MongoBulkWriteException e) {
    boolean others =
        e.getWriteErrors().stream()
            .anyMatch(error -> error.getCategory() != ErrorCategory.DUPLICATE_KEY);
    if (others || e.getWriteConcernError() != null) {
      throw e;
    }
    return e.getWriteErrors().stream().map(BulkWriteError::getIndex).collect(toSet());
  }

  /** The driver counts what was put but does not name it; a rare conflict is looked up. */
  private static Map<RowKey, Swap> lookedUp(
      List<LedgerRow> next, String token, Set<Integer> duplicates, MongoCollection<Document> rows) {
    Map<String, String> tokens = new HashMap<>();
    rows.find(in(RowDocuments.ID, ids(next.stream().map(LedgerRow::key).toList())))
        .projection(include(RowDocuments.ID, RowDocuments.TOKEN))
        .forEach(
            document ->
                tokens.put(
                    document.getString(RowDocuments.ID), document.getString(RowDocuments.TOKEN)));
    Map<RowKey, Swap> swaps = new HashMap<>();
    for (int at = 0; at < next.size(); at++) {
      LedgerRow row = next.get(at);
      String now = tokens.get(RowDocuments.id(row.key()));
      boolean placeTaken = duplicates.contains(at) && (now == null || row.version() > 1);
      swaps.put(row.key(), token.equals(now) ? Swap.PUT : placeTaken ? Swap.TAKEN : Swap.MOVED_ON);
    }
    return swaps;
  }

  private static WriteModel<Document> write(LedgerRow row, String token) {
    Document document = RowDocuments.of(row).append(RowDocuments.TOKEN, token);
    return row.version() == 1
        ? new InsertOneModel<>(document)
        : new ReplaceOneModel<>(
            and(
                eq(RowDocuments.ID, RowDocuments.id(row.key())),
                eq(RowDocuments.VERSION, row.version() - 1)),
            document);
  }

  /** The same rows by scope. */
  public ScopeRows scopes() {
    return new MongoScopeRows(rows, adopted);
  }

  /** Vectors that were copied in. */
  public AdoptedVectors adopted() {
    return adopted;
  }

  @Override
  public Adoption adoption() {
    return adoption;
  }

  private static List<String> ids(Collection<RowKey> keys) {
    return keys.stream().map(RowDocuments::id).toList();
  }
}
