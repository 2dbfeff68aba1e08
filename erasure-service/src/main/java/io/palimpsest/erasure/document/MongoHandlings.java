package io.palimpsest.erasure.document;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import io.palimpsest.erasure.model.Handling;
import io.palimpsest.erasure.model.Handlings;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** Who works at which request, a document each. */
final class MongoHandlings implements Handlings {
  private static final String ASSIGNEE = "assignee";
  private static final String ACTS = "acts";
  private static final UpdateOptions UPSERT = new UpdateOptions().upsert(true);

  private final MongoCollection<Document> collection;

  MongoHandlings(MongoCollection<Document> collection) {
    this.collection = collection;
    collection.createIndex(Indexes.ascending(ASSIGNEE));
  }

  @Override
  public Map<UUID, Handling> of(Collection<UUID> requests) {
    Map<UUID, Handling> found = new HashMap<>();
    collection
        .find(in("_id", requests.stream().map(UUID::toString).toList()))
        .map(MongoHandlings::handling)
        .forEach(handling -> found.put(handling.request(), handling));
    return found;
  }

  @Override
  public List<UUID> assignedTo(String keyId, int limit) {
    return collection
        .find(eq(ASSIGNEE, keyId))
        .projection(Projections.include("_id"))
        .limit(limit)
        .map(document -> UUID.fromString(document.getString("_id")))
        .into(new ArrayList<>());
  }

  @Override
  public void assign(UUID request, @Nullable String keyId) {
    collection.updateOne(
        eq("_id", request.toString()),
        keyId == null ? Updates.unset(ASSIGNEE) : Updates.set(ASSIGNEE, keyId),
        UPSERT);
  }

  @Override
  public void add(UUID request, Handling.Act act) {
    Document document =
        new Document("at", Date.from(act.at()))
            .append("by", act.by())
            .append("what", act.what().name());
    if (act.text() != null) {
      document.append("text", act.text());
    }
    collection.updateOne(eq("_id", request.toString()), Updates.push(ACTS, document), UPSERT);
  }

  private static Handling handling(Document document) {
    List<Handling.Act> acts =
        document.getList(ACTS, Document.class, List.of()).stream()
            .map(
                act ->
                    new Handling.Act(
                        act.getDate("at").toInstant(),
                        act.getString("by"),
                        Handling.What.valueOf(act.getString("what")),
                        act.getString("text")))
            .toList();
    return new Handling(
        UUID.fromString(document.getString("_id")), document.getString(ASSIGNEE), acts);
  }
}
