package io.palimpsest.erasure.document;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import io.palimpsest.erasure.restore.LostRequests;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import org.bson.Document;

/** What is lost, in one collection. */
final class MongoLostRequests implements LostRequests {
  private static final String LOOKED_AFTER = "looked_after_at";

  private final MongoCollection<Document> collection;

  MongoLostRequests(MongoCollection<Document> collection) {
    this.collection = collection;
  }

  @Override
  public void add(Lost lost) {
    collection.updateOne(
        eq("_id", lost.id().toString()),
        Updates.combine(
            Updates.setOnInsert("ref", lost.ref()),
            Updates.setOnInsert("reason", lost.reason()),
            Updates.setOnInsert("found_at", Date.from(lost.foundAt()))),
        new UpdateOptions().upsert(true));
  }

  @Override
  public List<Lost> list(int limit) {
    return collection
        .find()
        .sort(Sorts.descending("found_at", "_id"))
        .limit(limit)
        .map(MongoLostRequests::lost)
        .into(new ArrayList<>());
  }

  @Override
  public long open() {
    return collection.countDocuments(exists(LOOKED_AFTER, false));
  }

  @Override
  public boolean lookedAfter(UUID id, Instant now) {
    return collection
            .updateOne(eq("_id", id.toString()), Updates.set(LOOKED_AFTER, Date.from(now)))
            .getMatchedCount()
        == 1;
  }

  private static Lost lost(Document document) {
    Date lookedAfter = document.getDate(LOOKED_AFTER);
    return new Lost(
        UUID.fromString(document.getString("_id")),
        document.getString("ref"),
        document.getString("reason"),
        document.getDate("found_at").toInstant(),
        lookedAfter == null ? null : lookedAfter.toInstant());
  }
}
