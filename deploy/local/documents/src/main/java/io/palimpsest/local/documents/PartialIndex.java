package io.palimpsest.local.documents;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.DefaultQueryMatcher;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.bson.Document;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A unique index over those documents alone that match a filter. */
final class PartialIndex extends UniqueIndex {

  private final DefaultQueryMatcher matcher = new DefaultQueryMatcher();
  private final Document filter;

  PartialIndex(IndexEntries entries, String name, List<IndexKey> keys, Document filter) {
    // Sparse for the callers of remove(): a document that is not covered has no position here.
    super(entries, name, keys, true);
    this.filter = filter;
  }

  private boolean covers(Document document) {
    return matcher.matches(document, filter);
  }

  @Override
  public synchronized void checkAdd(Document document, MongoCollection<Object> collection) {
    if (covers(document)) {
      super.checkAdd(document, collection);
    }
  }

  @Override
  public synchronized void add(
      Document document, Object position, MongoCollection<Object> collection) {
    if (covers(document)) {
      super.add(document, position, collection);
    }
  }

  @Override
  public synchronized @Nullable Object remove(Document document) {
    return covers(document) ? super.remove(document) : null;
  }

  @Override
  public synchronized void checkUpdate(
      Document before, Document after, MongoCollection<Object> collection) {
    if (covers(before) && covers(after)) {
      super.checkUpdate(before, after, collection);
    } else {
      checkAdd(after, collection);
    }
  }

  @Override
  public void updateInPlace(
      Document before, Document after, Object position, MongoCollection<Object> collection) {
    if (covers(before) && covers(after)) {
      super.updateInPlace(before, after, position, collection);
    } else {
      remove(before);
      add(after, position, collection);
    }
  }

  /** A query may ask for documents that the index does not cover. */
  @Override
  public synchronized boolean canHandle(Document query) {
    return false;
  }
}
