package io.palimpsest.ingest.store;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import io.palimpsest.event.ScopeType;
import io.palimpsest.fencing.Work;
import io.palimpsest.ingest.digest.KeyedDigest;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.bson.Document;

/**
 * Remembers, by keyed digest alone, which scopes were erased: such a scope is admitted again only
 * by an explicit act.
 */
public final class ErasedScopes {
  private static final String PURPOSE = "erased-scope";
  private static final String REQUEST = "request_ref";

  private final MongoCollection<Document> collection;
  private final KeyedDigest digest;

  /**
   * @param database database of this service
   * @param digest names the scopes
   */
  public ErasedScopes(MongoDatabase database, KeyedDigest digest) {
    this.collection = database.getCollection("erased_scopes");
    this.digest = digest;
  }

  /** Which of these keys belong to erased scopes. */
  public Set<String> among(ScopeType type, Collection<String> keys) {
    if (keys.isEmpty()) {
      return Set.of();
    }
    Map<String, String> keysByDigest = new HashMap<>();
    keys.forEach(key -> keysByDigest.put(name(type, key), key));
    Set<String> erased = new HashSet<>();
    collection
        .find(Filters.in(Fields.ID, keysByDigest.keySet()))
        .forEach(mark -> erased.add(keysByDigest.getOrDefault(mark.getString(Fields.ID), "")));
    return erased;
  }

  /** Remembers a scope as erased. Repeating it changes nothing. */
  public void remember(ScopeType type, String key, String requestRef, Work work) {
    work.request(
        millis ->
            collection
                .withTimeout(millis, TimeUnit.MILLISECONDS)
                .updateOne(
                    Filters.eq(Fields.ID, name(type, key)),
                    Updates.setOnInsert(REQUEST, requestRef),
                    new UpdateOptions().upsert(true)));
  }

  /** Reference of the request that erased a scope, or empty when none is remembered. */
  public Optional<String> requestRef(ScopeType type, String key) {
    return Optional.ofNullable(collection.find(Filters.eq(Fields.ID, name(type, key))).first())
        .map(mark -> mark.getString(REQUEST));
  }

  /** Allows the scope to be admitted again; returns whether it was remembered as erased. */
  public boolean forget(ScopeType type, String key) {
    return collection.deleteOne(Filters.eq(Fields.ID, name(type, key))).getDeletedCount() > 0;
  }

  private String name(ScopeType type, String key) {
    return digest.hex(PURPOSE, type.name() + "/" + key);
  }
}
