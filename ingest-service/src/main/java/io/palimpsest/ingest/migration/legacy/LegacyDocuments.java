package io.palimpsest.ingest.migration.legacy;

import com.mongodb.ConnectionString;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoCursor;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.WriteModel;
import io.palimpsest.fencing.Work;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.bson.BsonDocument;
import org.bson.BsonValue;

/** An old document database. Calls block. Close it after use. */
public final class LegacyDocuments implements AutoCloseable {
  private static final int PAGE = 500;

  private final MongoDatabase database;
  private final AutoCloseable connection;

  private LegacyDocuments(MongoDatabase database, AutoCloseable connection) {
    this.database = database;
    this.connection = connection;
  }

  /** A database beside the service's own, over its connection. */
  public static LegacyDocuments beside(MongoClient client, String database) {
    return new LegacyDocuments(client.getDatabase(database), () -> {});
  }

  /**
   * @param uri names the database too
   * @throws IllegalArgumentException when it does not
   */
  public static LegacyDocuments at(String uri) {
    ConnectionString parsed = new ConnectionString(uri);
    String name = parsed.getDatabase();
    if (name == null) {
      throw new IllegalArgumentException("the connection string names a database");
    }
    MongoClient client = MongoClients.create(parsed);
    return new LegacyDocuments(client.getDatabase(name), client);
  }

  /** Names of the collections, in order. */
  public List<String> collections() {
    List<String> names = new ArrayList<>();
    database.listCollectionNames().forEach(names::add);
    names.removeIf(name -> name.startsWith("system."));
    names.sort(String::compareTo);
    return names;
  }

  /** Number of documents. */
  public long count(String collection) {
    return documents(collection).countDocuments();
  }

  /** Hands every document to the consumer, by {@code _id}. */
  public void each(String collection, Consumer<BsonDocument> consumer) {
    documents(collection).find().sort(Sorts.ascending("_id")).batchSize(PAGE).forEach(consumer);
  }

  /** One page of documents by {@code _id}, after the last one of the page before. */
  public List<BsonDocument> page(
      String collection, java.util.Optional<BsonValue> after, int limit) {
    List<BsonDocument> page = new ArrayList<>();
    MongoCollection<BsonDocument> from = documents(collection);
    try (MongoCursor<BsonDocument> cursor =
        (after.isPresent() ? from.find(Filters.gt("_id", after.get())) : from.find())
            .sort(Sorts.ascending("_id"))
            .limit(limit)
            .iterator()) {
      cursor.forEachRemaining(page::add);
    }
    return page;
  }

  /** The documents with these ids, by id. */
  public Map<BsonValue, BsonDocument> find(String collection, Collection<BsonValue> ids) {
    Map<BsonValue, BsonDocument> found = new HashMap<>();
    documents(collection)
        .find(Filters.in("_id", ids))
        .forEach(document -> found.put(document.get("_id"), document));
    return found;
  }

  /** Inserts documents, and replaces those that are there; durable on return. */
  public void write(
      String collection, List<BsonDocument> added, List<BsonDocument> replaced, Work work) {
    List<WriteModel<BsonDocument>> writes = new ArrayList<>();
    added.forEach(document -> writes.add(new InsertOneModel<>(document)));
    replaced.forEach(
        document ->
            writes.add(new ReplaceOneModel<>(Filters.eq("_id", document.get("_id")), document)));
    if (!writes.isEmpty()) {
      work.request(millis -> within(collection, millis).bulkWrite(writes));
    }
  }

  /** Ids of the documents of which a field has one of these values. */
  public List<BsonValue> idsOf(String collection, String field, Collection<BsonValue> values) {
    List<BsonValue> ids = new ArrayList<>();
    documents(collection)
        .find(Filters.in(field, values))
        .projection(Projections.include("_id"))
        .forEach(document -> ids.add(document.get("_id")));
    return ids;
  }

  /** Deletes the documents of which a field has one of these values; their number. */
  public long deleteOf(String collection, String field, Collection<BsonValue> values, Work work) {
    return work.request(
        millis ->
            within(collection, millis).deleteMany(Filters.in(field, values)).getDeletedCount());
  }

  /** Deletes all documents: of a database that the caller made itself. */
  public void empty(Work work) {
    for (String collection : collections()) {
      work.request(millis -> within(collection, millis).deleteMany(new BsonDocument()));
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (RuntimeException fault) {
      throw fault;
    } catch (Exception impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private MongoCollection<BsonDocument> documents(String collection) {
    return database.getCollection(collection, BsonDocument.class);
  }

  private MongoCollection<BsonDocument> within(String collection, long millis) {
    return documents(collection).withTimeout(millis, TimeUnit.MILLISECONDS);
  }
}
