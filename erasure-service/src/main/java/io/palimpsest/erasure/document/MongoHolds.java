package io.palimpsest.erasure.document;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.or;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import io.palimpsest.erasure.demand.Deed;
import io.palimpsest.erasure.demand.Hold;
import io.palimpsest.erasure.demand.Holds;
import io.palimpsest.event.ScopeType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

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
    collection.insertOne(document(hold));
  }

  @Override
  public void place(Hold hold, Deed deed) {
    collection.insertOne(DeedDocuments.with(document(hold), deed));
  }

  private static Document document(Hold hold) {
    return new Document("_id", hold.id().toString())
        .append("lasts", true)
        .append("scope_uid", hold.scope().toString())
        .append("path_uids", strings(hold.pathUids()))
        .append("type", hold.type().name())
        .append("ids", hold.ids())
        .append("basis", hold.basis())
        .append("placed_by", hold.placedBy())
        .append("placed_at", Date.from(hold.placedAt()))
        .append("review_at", hold.reviewAt() == null ? null : Date.from(hold.reviewAt()));
  }

  @Override
  public Optional<Hold> effective(UUID id, Instant at) {
    Bson lasting = and(eq("_id", id.toString()), eq("lasts", true));
    collection.updateOne(
        and(lasting, exists("effective_at", false)), Updates.set("effective_at", Date.from(at)));
    return Optional.ofNullable(collection.find(lasting).first()).map(MongoHolds::hold);
  }

  @Override
  public List<Hold> unsettled(int limit) {
    return collection
        .find(and(eq("lasts", true), exists("effective_at", false)))
        .limit(limit)
        .map(MongoHolds::hold)
        .into(new ArrayList<>());
  }

  @Override
  public Optional<Hold> release(UUID id, Instant now) {
    return updated(id, released(now));
  }

  @Override
  public Optional<Hold> release(UUID id, Instant now, Deed deed) {
    return updated(id, Updates.combine(released(now), DeedDocuments.push(deed)));
  }

  private static Bson released(Instant now) {
    return Updates.combine(
        Updates.set("lasts", false),
        Updates.set("released_at", Date.from(now)),
        Updates.unset("ids"));
  }

  private Optional<Hold> updated(UUID id, Bson update) {
    Document updated =
        collection.findOneAndUpdate(
            and(eq("_id", id.toString()), eq("lasts", true)),
            update,
            new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER));
    return Optional.ofNullable(updated).map(MongoHolds::hold);
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
  public List<Hold> lasting(List<UUID> pathUids, @Nullable UUID before, int limit) {
    List<Bson> filters = new ArrayList<>(List.of(eq("lasts", true)));
    if (!pathUids.isEmpty()) {
      filters.add(
          or(in("scope_uid", strings(pathUids)), eq("path_uids", pathUids.getLast().toString())));
    }
    if (before != null) {
      Document last = collection.find(eq("_id", before.toString())).first();
      if (last == null) {
        return List.of();
      }
      Date at = last.getDate("placed_at");
      filters.add(or(lt("placed_at", at), and(eq("placed_at", at), lt("_id", before.toString()))));
    }
    return collection
        .find(and(filters))
        .sort(Sorts.descending("placed_at", "_id"))
        .limit(limit)
        .map(MongoHolds::hold)
        .into(new ArrayList<>());
  }

  private static Hold hold(Document document) {
    return new Hold(
        UUID.fromString(document.getString("_id")),
        ScopeType.valueOf(document.get("type", ScopeType.UNKNOWN.name())),
        document.getList("ids", String.class, List.of()),
        document.getList("path_uids", String.class).stream().map(UUID::fromString).toList(),
        document.getString("basis"),
        document.getString("placed_by"),
        document.getDate("placed_at").toInstant(),
        instant(document, "review_at"),
        instant(document, "effective_at"),
        instant(document, "released_at"));
  }

  private static @Nullable Instant instant(Document document, String field) {
    Date date = document.getDate(field);
    return date == null ? null : date.toInstant();
  }

  private static List<String> strings(List<UUID> uids) {
    return uids.stream().map(UUID::toString).toList();
  }
}
