package io.palimpsest.local.documents;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.AbstractSynchronizedMongoDatabase;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.oplog.Oplog;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.jspecify.annotations.Nullable;

/** One database: its collections and unique indexes are maps of the store. */
final class StoredDatabase extends AbstractSynchronizedMongoDatabase<Object> {

  /** Prefix of the maps with documents; the H2 backend finds databases by it. */
  static final String DOCUMENTS = "databases.";

  private static final String META = "meta.";
  private static final String INDEX = "index.";

  private final MVStore store;

  /** The index that is being created; it is described nowhere else yet. */
  private @Nullable Document creating;

  StoredDatabase(String name, MVStore store, CursorRegistry cursors) {
    super(name, cursors);
    this.store = store;
    initializeNamespacesAndIndexes();
  }

  @Override
  protected synchronized void addIndex(Document description) {
    creating = description;
    try {
      super.addIndex(description);
    } finally {
      creating = null;
    }
  }

  @Override
  protected Index<Object> openOrCreateUniqueIndex(
      String collection, String name, List<IndexKey> keys, boolean sparse) {
    IndexEntries entries = IndexEntries.open(store, indexMap(collection, name));
    return filter(collection, name)
        .<Index<Object>>map(filter -> new PartialIndex(entries, name, keys, filter))
        .orElseGet(() -> new UniqueIndex(entries, name, keys, sparse));
  }

  private Optional<Document> filter(String collection, String name) {
    return description(collection, name)
        .map(description -> (Document) description.get("partialFilterExpression"));
  }

  private Optional<Document> description(String collection, String name) {
    Document present = creating;
    return present != null
        ? Optional.of(present)
        : descriptions()
            .filter(it -> getFullCollectionNamespace(collection).equals(it.get("ns")))
            .filter(it -> name.equals(it.get("name")))
            .findFirst();
  }

  private Stream<Document> descriptions() {
    MongoCollection<Object> described = indexes.get();
    return described == null ? Stream.empty() : described.queryAllAsStream();
  }

  @Override
  protected Index<Object> openOrCreateSecondaryIndex(
      String collection, String name, List<IndexKey> keys, boolean sparse) {
    return new FieldIndex(name, keys);
  }

  @Override
  protected MongoCollection<Object> openOrCreateCollection(
      String collection, CollectionOptions options) {
    String fullName = getFullCollectionNamespace(collection);
    return new StoredCollection(
        this,
        collection,
        options,
        store.openMap(
            DOCUMENTS + fullName,
            new MVMap.Builder<Object, Document>().valueType(new DocumentType())),
        store.openMap(META + fullName),
        cursorRegistry);
  }

  /** Deletes the documents whose time has come, by every index that says when. */
  synchronized void expire(Instant now) {
    List<Document> expiring =
        descriptions()
            .filter(description -> description.get("expireAfterSeconds") != null)
            .toList();
    for (Document description : expiring) {
      String namespace = String.valueOf(description.get("ns"));
      MongoCollection<Object> collection =
          resolveCollection(namespace.substring(databaseName.length() + 1), false);
      if (collection != null) {
        collection.deleteDocuments(Expiry.of(description).query(now), 0);
      }
    }
  }

  @Override
  protected void dropIndex(MongoCollection<Object> collection, String name) {
    super.dropIndex(collection, name);
    store.removeMap(indexMap(collection.getCollectionName(), name));
  }

  @Override
  public void dropCollection(String collection, Oplog oplog) {
    super.dropCollection(collection, oplog);
    String fullName = getFullCollectionNamespace(collection);
    removeMaps(DOCUMENTS + fullName, META + fullName);
    // Entries that stay would make documents of a later collection duplicates.
    removeMapsBelow(INDEX + fullName + "/");
  }

  @Override
  public void drop(Oplog oplog) {
    super.drop(oplog);
    for (String prefix : List.of(DOCUMENTS, META, INDEX)) {
      removeMapsBelow(prefix + databaseName + ".");
    }
  }

  @Override
  public void moveCollection(
      MongoDatabase oldDatabase, MongoCollection<?> collection, String newName) {
    throw new UnsupportedOperationException("collections are not renamed");
  }

  private void removeMapsBelow(String prefix) {
    removeMaps(
        store.getMapNames().stream().filter(it -> it.startsWith(prefix)).toArray(String[]::new));
  }

  private void removeMaps(String... names) {
    for (String name : names) {
      store.removeMap(name);
    }
  }

  private String indexMap(String collection, String name) {
    return INDEX + getFullCollectionNamespace(collection) + "/" + name;
  }

  @Override
  protected long getStorageSize() {
    return store.getFileStore() == null ? 0 : store.getFileStore().size();
  }

  @Override
  protected long getFileSize() {
    return getStorageSize();
  }
}
