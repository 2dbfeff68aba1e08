package io.palimpsest.erasure.document;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.or;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import io.palimpsest.erasure.hold.Hold;
import io.palimpsest.erasure.hold.Holds;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.bson.Document;

/** Holds in one collection. */
final class MongoHolds implements Holds {
  private final MongoCollection<Document> collection;

  MongoHolds(MongoCollection<Document> collection) {
    this.collection = collection;
    collection.createIndex(Indexes.ascending("lasts", "scope_uid"));
    collection.createIndex(Indexes.ascending("lasts", "path_uids"));
  }

  @Override
  public void place(Hold hold) {
    collection.insertOne(
        new Document("_id", hold.id().toString())
            .append("lasts", true)
            .append("scope_uid", hold.scope().toString())
            .append("path_uids", strings(hold.pathUids()))
            .append("basis", hold.basis())
            .append("placed_by", hold.placedBy())
            .append("placed_at", Date.from(hold.placedAt())));
  }

  @Override
  public Optional<Hold> release(UUID id, Instant now) {
    Document released =
        collection.findOneAndUpdate(
            and(eq("_id", id.toString()), eq("lasts", true)),
            Updates.combine(
                Updates.set("lasts", false), Updates.set("released_at", Date.from(now))),
            new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER));
    return Optional.ofNullable(released).map(MongoHolds::hold);
  }

  @Override
  public boolean lieOn(List<UUID> pathUids, List<UUID> uids) {
    return collection
            .find(
                and(
                    eq("lasts", true),
                    or(in("scope_uid", strings(pathUids)), in("path_uids", strings(uids)))))
            .first()
        != null;
  }

  @Override
  public Optional<Hold> find(UUID id) {
    return Optional.ofNullable(collection.find(eq("_id", id.toString())).first())
        .map(MongoHolds::hold);
  }

  @Override
  public List<Hold> lasting(int limit) {
    return collection
        .find(eq("lasts", true))
        .sort(Sorts.descending("placed_at", "_id"))
        .limit(limit)
        .map(MongoHolds::hold)
        .into(new ArrayList<>());
  }

  private static Hold hold(Document document) {
    Date released = document.getDate("released_at");
    return new Hold(
        UUID.fromString(document.getString("_id")),
        document.getList("path_uids", String.class).stream().map(UUID::fromString).toList(),
        document.getString("basis"),
        document.getString("placed_by"),
        document.getDate("placed_at").toInstant(),
        released == null ? null : released.toInstant());
  }

  private static List<String> strings(List<UUID> uids) {
    return uids.stream().map(UUID::toString).toList();
  }
}
