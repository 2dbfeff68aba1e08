package io.palimpsest.erasure.document;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.lt;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Projections;
import io.palimpsest.erasure.demand.Keys;
import io.palimpsest.sealing.DataKey;
import io.palimpsest.sealing.Wrapping;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.types.Binary;

/** Wrapped keys in one collection of a database of their own. */
final class MongoKeys implements Keys {
  private static final String WRAPPED = "wrapped";

  private final MongoCollection<Document> collection;
  private final Wrapping master;

  MongoKeys(MongoCollection<Document> collection, Wrapping master) {
    this.collection = collection;
    this.master = master;
  }

  @Override
  public DataKey make(String name) {
    Optional<DataKey> present = find(name);
    if (present.isPresent()) {
      return present.get();
    }
    DataKey fresh = DataKey.generate();
    Document document =
        new Document("_id", name).append(WRAPPED, new Binary(master.wrap(fresh, name)));
    try {
      collection.insertOne(document);
      return fresh;
    } catch (MongoWriteException e) {
      if (e.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
        throw e;
      }
      return find(name).orElseThrow(() -> e);
    }
  }

  @Override
  public Optional<DataKey> find(String name) {
    return Optional.ofNullable(collection.find(eq("_id", name)).first())
        .map(document -> master.unwrap(document.get(WRAPPED, Binary.class).getData(), name));
  }

  @Override
  public void destroy(String name) {
    collection.deleteOne(eq("_id", name));
  }

  @Override
  public List<String> names(String prefix) {
    return collection
        .find(and(gte("_id", prefix), lt("_id", prefix + Character.MAX_VALUE)))
        .projection(Projections.include("_id"))
        .map(document -> document.getString("_id"))
        .into(new ArrayList<>());
  }

  /** Whether there is no key yet. */
  static boolean isEmpty(MongoCollection<Document> collection) {
    return collection.find().first() == null;
  }
}
