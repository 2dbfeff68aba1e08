package io.palimpsest.ingest.migration.run;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.WriteModel;
import io.palimpsest.fencing.Work;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.bson.Document;

/** Ownership marks. Durable on return. */
@Singleton
class Marks {
  private static final String ID = "_id";
  private static final ReplaceOptions UPSERT = new ReplaceOptions().upsert(true);

  private final MongoCollection<Document> marks;

  Marks(MongoDatabase database) {
    this.marks = database.getCollection("migration_marks");
  }

  void put(Collection<Mark> written, Work work) {
    List<WriteModel<Document>> writes = new ArrayList<>();
    written.forEach(
        mark ->
            writes.add(new ReplaceOneModel<>(Filters.eq(ID, mark.key()), document(mark), UPSERT)));
    if (!writes.isEmpty()) {
      work.request(millis -> within(millis).bulkWrite(writes));
    }
  }

  void remove(Collection<String> keys, Work work) {
    if (!keys.isEmpty()) {
      work.request(millis -> within(millis).deleteMany(Filters.in(ID, keys)));
    }
  }

  Optional<Mark> find(String key) {
    return Optional.ofNullable(find(List.of(key)).get(key));
  }

  /** Those of these keys that there are, by key. */
  Map<String, Mark> find(Collection<String> keys) {
    Map<String, Mark> found = new HashMap<>();
    marks
        .find(Filters.in(ID, keys))
        .forEach(document -> found.put(document.getString(ID), mark(document)));
    return found;
  }

  /** One page of an organization's items, by key. */
  List<Mark> items(String organization, String after, int limit) {
    String prefix = Mark.item(organization, "");
    List<Mark> page = new ArrayList<>();
    marks
        .find(
            Filters.and(
                Filters.gt(ID, after.isEmpty() ? prefix : after),
                Filters.lt(ID, prefix + Character.MAX_VALUE)))
        .sort(Sorts.ascending(ID))
        .limit(limit)
        .forEach(document -> page.add(mark(document)));
    return page;
  }

  /** What is marked of these uids. */
  List<Mark> of(Collection<UUID> uids) {
    List<Mark> found = new ArrayList<>();
    marks
        .find(Filters.in("uid", uids.stream().map(UUID::toString).toList()))
        .forEach(document -> found.add(mark(document)));
    return found;
  }

  long count(String organization) {
    String prefix = Mark.item(organization, "");
    return marks.countDocuments(
        Filters.and(
            Filters.gt(ID, prefix),
            Filters.lt(ID, prefix + Character.MAX_VALUE),
            Filters.gt("revision", 0L)));
  }

  private static Document document(Mark mark) {
    return new Document(ID, mark.key())
        .append("run", mark.run())
        .append("uid", mark.uid().toString())
        .append("revision", mark.revision())
        .append("row", mark.row())
        .append("contract", mark.contract())
        .append("turn", mark.turn());
  }

  private static Mark mark(Document document) {
    return new Mark(
        document.getString(ID),
        document.getString("run"),
        UUID.fromString(document.getString("uid")),
        document.get("revision", Number.class).longValue(),
        document.getString("row"),
        document.getString("contract"),
        document.getInteger("turn", 0));
  }

  private MongoCollection<Document> within(long millis) {
    return marks.withTimeout(millis, TimeUnit.MILLISECONDS);
  }
}
