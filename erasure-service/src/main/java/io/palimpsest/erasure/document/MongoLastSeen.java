package io.palimpsest.erasure.document;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import io.palimpsest.erasure.restore.LastSeen;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.bson.Document;

/** One document. */
final class MongoLastSeen implements LastSeen {
  private static final String WHOLE = "whole";
  private static final String AT = "at";

  private final MongoCollection<Document> collection;

  MongoLastSeen(MongoCollection<Document> collection) {
    this.collection = collection;
  }

  @Override
  public Optional<Instant> at() {
    return Optional.ofNullable(collection.find(eq("_id", WHOLE)).first())
        .map(mark -> mark.getDate(AT).toInstant());
  }

  @Override
  public void now(Instant now) {
    collection.updateOne(
        eq("_id", WHOLE), Updates.set(AT, Date.from(now)), new UpdateOptions().upsert(true));
  }
}
