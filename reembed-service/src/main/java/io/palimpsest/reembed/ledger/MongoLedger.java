package io.palimpsest.reembed.ledger;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Projections.include;
import static java.util.stream.Collectors.toSet;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoException;
import com.mongodb.bulk.BulkWriteResult;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.WriteModel;
import io.palimpsest.fencing.Sent;
import io.palimpsest.fencing.Work;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.bson.Document;

/** The ledger in MongoDB: one collection, single documents only, no transaction. */
public final class MongoLedger implements Ledger {
  private static final BulkWriteOptions UNORDERED = new BulkWriteOptions().ordered(false);
  private final MongoCollection<Document> rows;

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
  public Set<RowKey> swap(List<LedgerRow> next, Work work) {
    if (next.isEmpty()) {
      return Set.of();
    }
    Sent sent = work.send();
    try {
      Set<RowKey> won = put(next);
      sent.answered();
      return won;
    } catch (MongoException e) {
      sent.unanswered();
      throw new LedgerUnavailableException(e);
    }
  }

  private Set<RowKey> put(List<LedgerRow> next) {
    String token = UUID.randomUUID().toString();
    List<WriteModel<Document>> writes = next.stream().map(row -> write(row, token)).toList();
    BulkWriteResult result;
    try {
      result = rows.bulkWrite(writes, UNORDERED);
    } catch (MongoBulkWriteException e) {
      if (e.getWriteConcernError() != null) {
        throw e;
      }
      result = e.getWriteResult();
    }
    return result.getInsertedCount() + result.getMatchedCount() == next.size()
        ? next.stream().map(LedgerRow::key).collect(toSet())
        : winners(next, token);
  }

  /** The driver counts what was put but does not name it; a rare conflict is looked up. */
  private Set<RowKey> winners(List<LedgerRow> next, String token) {
    Set<String> put = new HashSet<>();
    rows.find(
            and(
                in(RowDocuments.ID, ids(next.stream().map(LedgerRow::key).toList())),
                eq(RowDocuments.TOKEN, token)))
        .projection(include(RowDocuments.ID))
        .forEach(document -> put.add(document.getString(RowDocuments.ID)));
    return next.stream()
        .map(LedgerRow::key)
        .filter(key -> put.contains(RowDocuments.id(key)))
        .collect(toSet());
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
    return new MongoScopeRows(rows);
  }

  private static List<String> ids(Collection<RowKey> keys) {
    return keys.stream().map(RowDocuments::id).toList();
  }
}
