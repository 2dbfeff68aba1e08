package io.palimpsest.ingest.key;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Updates;
import io.palimpsest.fencing.Work;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.Binary;

/**
 * Wrapped keys, in a collection of their own: no backup of data takes it along, so an old backup
 * never brings back a key that was destroyed. Writes are durable on return. Thread-safe.
 */
public final class KeyRecords {
  private static final String ID = "_id";
  private static final String PATH = "path";
  private static final String MASTER = "master";
  private static final String WRAPPED = "wrapped";
  private static final String UNTIL = "until";

  private final MongoCollection<Document> collection;

  /**
   * @param database database of this service
   */
  public KeyRecords(MongoDatabase database) {
    this.collection = database.getCollection("keys");
  }

  /** Creates the indexes that are missing. */
  public void ensureIndexes() {
    collection.createIndex(Indexes.ascending(PATH));
    collection.createIndex(
        Indexes.ascending(UNTIL), new IndexOptions().expireAfter(0L, TimeUnit.SECONDS));
  }

  /** Whether there is no key yet, not even one that was destroyed. */
  public boolean isEmpty() {
    return collection.find().limit(1).first() == null;
  }

  Map<UUID, KeyRecord> find(Collection<UUID> uids) {
    Map<UUID, KeyRecord> found = new HashMap<>();
    collection
        .find(Filters.in(ID, texts(uids)))
        .forEach(
            document -> {
              KeyRecord key = fromDocument(document);
              found.put(key.uid(), key);
            });
    return found;
  }

  /**
   * Stores new keys.
   *
   * @return uids of those that were stored; of the others a key was there, or its mark
   */
  Set<UUID> insert(List<KeyRecord> keys, Work work) {
    return keys.isEmpty() ? Set.of() : work.request(millis -> insert(keys, within(millis)));
  }

  private static Set<UUID> insert(List<KeyRecord> keys, MongoCollection<Document> collection) {
    Set<UUID> stored = new HashSet<>();
    keys.forEach(key -> stored.add(key.uid()));
    try {
      collection.insertMany(
          keys.stream().map(KeyRecords::toDocument).toList(),
          new InsertManyOptions().ordered(false));
    } catch (MongoBulkWriteException some) {
      for (BulkWriteError error : some.getWriteErrors()) {
        if (error.getCategory() != ErrorCategory.DUPLICATE_KEY) {
          throw some;
        }
        stored.remove(keys.get(error.getIndex()).uid());
      }
    }
    return stored;
  }

  /** Lets keys go of which nothing is kept any more: no mark stays, for they were not erased. */
  void remove(Collection<UUID> uids, Work work) {
    if (!uids.isEmpty()) {
      work.request(millis -> within(millis).deleteMany(Filters.in(ID, texts(uids))));
    }
  }

  /** Notes where the owner of a key is now, below the same tenant. */
  void move(List<UUID> path, Work work) {
    work.request(millis -> within(millis).updateOne(wrapped(path), Updates.set(PATH, texts(path))));
  }

  /** Notes where the owner of a key is now, with the key as that place's tenant wraps it. */
  void move(List<UUID> path, byte[] wrapped, Work work) {
    work.request(
        millis ->
            within(millis)
                .updateOne(
                    wrapped(path),
                    Updates.combine(
                        Updates.set(PATH, texts(path)),
                        Updates.set(WRAPPED, new Binary(wrapped)))));
  }

  private static Bson wrapped(List<UUID> path) {
    return Filters.and(Filters.eq(ID, path.getLast().toString()), Filters.exists(WRAPPED));
  }

  private MongoCollection<Document> within(long millis) {
    return collection.withTimeout(millis, TimeUnit.MILLISECONDS);
  }

  /** Keys of tenants that another master key than this one wrapped. */
  List<KeyRecord> wrappedByOthers(String master, int limit) {
    List<KeyRecord> found = new ArrayList<>();
    collection
        .find(others(master))
        .limit(limit)
        .forEach(document -> found.add(fromDocument(document)));
    return found;
  }

  /** How many keys of tenants another master key than this one wrapped. */
  long countWrappedByOthers(String master) {
    return collection.countDocuments(others(master));
  }

  /**
   * Replaces how a key is wrapped, unless it was destroyed or wrapped anew meanwhile: so it brings
   * nothing back, and needs no admission.
   */
  void rewrap(KeyRecord old, String master, byte[] wrapped) {
    collection.updateOne(
        Filters.and(
            Filters.eq(ID, old.uid().toString()),
            Filters.eq(MASTER, old.master()),
            Filters.exists(WRAPPED)),
        Updates.combine(Updates.set(MASTER, master), Updates.set(WRAPPED, new Binary(wrapped))));
  }

  /** How many keys there are at or below a scope; marks do not count. */
  public long count(UUID scope) {
    return collection.countDocuments(live(scope));
  }

  /**
   * Destroys keys at and below a scope; their marks stay.
   *
   * @param limit most of them, so that one deadline is enough
   * @return how many were destroyed, 0 when there are none left
   */
  public long destroy(UUID scope, int limit, Work work) {
    List<String> ids = new ArrayList<>();
    collection
        .find(live(scope))
        .projection(Projections.include(ID))
        .limit(limit)
        .forEach(document -> ids.add(document.getString(ID)));
    if (ids.isEmpty()) {
      return 0;
    }
    return work.request(
            millis ->
                within(millis)
                    .updateMany(
                        Filters.and(Filters.in(ID, ids), live(scope)),
                        Updates.combine(Updates.unset(WRAPPED), Updates.unset(MASTER))))
        .getModifiedCount();
  }

  private static Bson live(UUID scope) {
    return Filters.and(Filters.eq(PATH, scope.toString()), Filters.exists(WRAPPED));
  }

  private static Bson others(String master) {
    return Filters.and(Filters.exists(MASTER), Filters.ne(MASTER, master));
  }

  private static List<String> texts(Collection<UUID> uids) {
    return uids.stream().map(UUID::toString).toList();
  }

  private static Document toDocument(KeyRecord key) {
    Document document = new Document(ID, key.uid().toString()).append(PATH, texts(key.path()));
    if (!key.master().isEmpty()) {
      document.append(MASTER, key.master());
    }
    key.wrapped().ifPresent(wrapped -> document.append(WRAPPED, new Binary(wrapped)));
    key.until().ifPresent(until -> document.append(UNTIL, Date.from(until)));
    return document;
  }

  private static KeyRecord fromDocument(Document document) {
    String master = document.getString(MASTER);
    return new KeyRecord(
        document.getList(PATH, String.class).stream().map(UUID::fromString).toList(),
        master == null ? "" : master,
        Optional.ofNullable(document.get(WRAPPED, Binary.class)).map(Binary::getData),
        Optional.ofNullable(document.getDate(UNTIL)).map(Date::toInstant));
  }
}
