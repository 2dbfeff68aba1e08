package io.palimpsest.local.documents;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.ArrayFilters;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.backend.h2.H2Collection;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.oplog.Oplog;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/**
 * A collection that looks only at the documents that an index names, where one can.
 *
 * <p>A stored document is never changed, only replaced: a reply that waits for its commit refers to
 * documents as they were when they were found. What is about to be changed in place is therefore a
 * copy, which the change then stores.
 */
final class StoredCollection extends H2Collection {
  private static final String ID = "_id";

  /** Whether what is found now is about to be changed; guarded by this. */
  private boolean changing;

  StoredCollection(
      MongoDatabase database,
      String name,
      CollectionOptions options,
      MVMap<Object, Document> documents,
      MVMap<String, Object> meta,
      CursorRegistry cursors) {
    super(database, name, options, documents, meta, cursors);
  }

  @Override
  public synchronized Document findAndModify(Document command) {
    return changing(() -> super.findAndModify(command));
  }

  @Override
  public synchronized Document updateDocuments(
      Document selector,
      Document update,
      ArrayFilters filters,
      boolean isMulti,
      boolean isUpsert,
      Oplog oplog) {
    return changing(
        () -> super.updateDocuments(selector, update, filters, isMulti, isUpsert, oplog));
  }

  /** All of them one after the other: however many there are, only their ids are held. */
  @Override
  public synchronized int deleteDocuments(Document selector, int limit, Oplog oplog) {
    if (limit > 0) {
      return super.deleteDocuments(selector, limit, oplog);
    }
    int deleted = 0;
    for (Document found : queryDocuments(selector, null, 0, 0, 0, new Document(ID, 1))) {
      deleted += super.deleteDocuments(new Document(ID, found.get(ID)), 1, oplog);
    }
    return deleted;
  }

  private Document changing(Supplier<Document> change) {
    changing = true;
    try {
      return change.get();
    } finally {
      changing = false;
    }
  }

  @Override
  protected QueryResult queryDocuments(
      Document query,
      @Nullable Document orderBy,
      int skip,
      int limit,
      int batchSize,
      @Nullable Document fields) {
    QueryResult found = find(query, orderBy, skip, limit, batchSize, fields);
    return changing ? copies(found) : found;
  }

  /** Of the first level only: below it, a change replaces and never alters. */
  private static QueryResult copies(QueryResult found) {
    List<Document> copies = new ArrayList<>();
    found.forEach(document -> copies.add(document.clone()));
    return new QueryResult(copies, found.getCursorId());
  }

  private QueryResult find(
      Document query,
      @Nullable Document orderBy,
      int skip,
      int limit,
      int batchSize,
      @Nullable Document fields) {
    Optional<Collection<Object>> candidates = Candidates.of(query, getIndexes());
    return candidates.isPresent()
        ? matchDocuments(query, candidates.get(), orderBy, skip, limit, batchSize, fields)
        : super.queryDocuments(query, orderBy, skip, limit, batchSize, fields);
  }
}
