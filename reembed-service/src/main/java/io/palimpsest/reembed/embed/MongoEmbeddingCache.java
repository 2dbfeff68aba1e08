package io.palimpsest.reembed.embed;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.WriteModel;
import io.palimpsest.fencing.Work;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.Binary;

/** The cache in MongoDB; the server itself removes what is a day old. */
public final class MongoEmbeddingCache implements EmbeddingCache {
  private static final Duration LIFE = Duration.ofHours(24);
  private static final String ID = "_id";
  private static final String UIDS = "uids";
  private static final String VECTOR = "vector";
  private static final String EXPIRES = "expires_at";
  private final MongoCollection<Document> entries;
  private final Clock clock;

  /**
   * @param database the service's own
   * @param clock tells when entries expire
   */
  public MongoEmbeddingCache(MongoDatabase database, Clock clock) {
    this.entries = database.getCollection("embeddings");
    this.clock = clock;
    entries.createIndex(
        Indexes.ascending(EXPIRES), new IndexOptions().expireAfter(0L, TimeUnit.SECONDS));
    entries.createIndex(Indexes.ascending(UIDS));
  }

  @Override
  public Map<Passage, float[]> find(String model, Collection<Passage> passages) {
    Map<String, float[]> vectors = new HashMap<>();
    for (Document entry : entries.find(in(ID, ids(model, passages)))) {
      vectors.put(entry.getString(ID), floats(entry.get(VECTOR, Binary.class).getData()));
    }
    Map<Passage, float[]> found = new HashMap<>();
    for (Passage passage : passages) {
      float[] vector = vectors.get(id(model, passage));
      if (vector != null) {
        found.put(passage, vector);
      }
    }
    return found;
  }

  @Override
  public void put(String model, Map<Passage, float[]> vectors, Work work) {
    Date expires = Date.from(clock.instant().plus(LIFE));
    List<WriteModel<Document>> writes = new ArrayList<>();
    vectors.forEach(
        (passage, vector) ->
            writes.add(
                new ReplaceOneModel<>(
                    eq(ID, id(model, passage)),
                    entry(model, passage, vector, expires),
                    new ReplaceOptions().upsert(true))));
    work.request(millis -> within(millis).bulkWrite(writes, new BulkWriteOptions().ordered(false)));
  }

  @Override
  public void forget(String model, Collection<Passage> passages, Work work) {
    work.request(millis -> within(millis).deleteMany(in(ID, ids(model, passages))));
  }

  @Override
  public long count(Collection<UUID> uids) {
    return entries.countDocuments(of(uids));
  }

  @Override
  public long delete(Collection<UUID> uids, Work work) {
    return work.request(millis -> within(millis).deleteMany(of(uids))).getDeletedCount();
  }

  private MongoCollection<Document> within(long millis) {
    return entries.withTimeout(millis, TimeUnit.MILLISECONDS);
  }

  private static Document entry(String model, Passage passage, float[] vector, Date expires) {
    return new Document(ID, id(model, passage))
        .append(UIDS, passage.entity().uids().stream().map(UUID::toString).toList())
        .append(VECTOR, new Binary(bytes(vector)))
        .append(EXPIRES, expires);
  }

  private static Bson of(Collection<UUID> uids) {
    return in(UIDS, uids.stream().map(UUID::toString).toList());
  }

  private static List<String> ids(String model, Collection<Passage> passages) {
    return passages.stream().map(passage -> id(model, passage)).toList();
  }

  private static String id(String model, Passage passage) {
    return passage.tenant() + "/" + model + "/" + passage.hash();
  }

  private static byte[] bytes(float[] vector) {
    ByteBuffer bytes = ByteBuffer.allocate(vector.length * Float.BYTES);
    bytes.asFloatBuffer().put(vector);
    return bytes.array();
  }

  private static float[] floats(byte[] bytes) {
    float[] vector = new float[bytes.length / Float.BYTES];
    ByteBuffer.wrap(bytes).asFloatBuffer().get(vector);
    return vector;
  }
}
