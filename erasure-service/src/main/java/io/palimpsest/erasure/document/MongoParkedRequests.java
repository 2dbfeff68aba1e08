package io.palimpsest.erasure.document;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Accumulators;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import io.palimpsest.erasure.broker.ParkedRequests;
import io.palimpsest.erasure.demand.Deed;
import io.palimpsest.topic.Topic;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * Refused records in one collection, for as long as the topic keeps them. Holds no payload. Of one
 * that was dropped the deed stays.
 */
final class MongoParkedRequests implements ParkedRequests {
  private static final long DAYS = 7;
  private static final String PARKED_AT = "parked_at";
  private static final Bson PARKED = Filters.exists(PARKED_AT);

  private final MongoCollection<Document> collection;
  private final Clock clock;

  MongoParkedRequests(MongoCollection<Document> collection, Clock clock) {
    this.collection = collection;
    this.clock = clock;
    collection.createIndex(
        Indexes.ascending(PARKED_AT), new IndexOptions().expireAfter(DAYS, TimeUnit.DAYS));
  }

  @Override
  public void park(ConsumerRecord<String, byte[]> record, String reason) {
    String id = record.topic() + "-" + record.partition() + "-" + record.offset();
    collection.updateOne(
        Filters.eq("_id", id),
        Updates.combine(
            Updates.setOnInsert("topic", record.topic()),
            Updates.setOnInsert("partition", record.partition()),
            Updates.setOnInsert("offset", record.offset()),
            Updates.setOnInsert("reason", reason),
            Updates.setOnInsert(PARKED_AT, Date.from(clock.instant()))),
        new UpdateOptions().upsert(true));
  }

  @Override
  public long count() {
    return collection.countDocuments(PARKED);
  }

  @Override
  public Optional<Parked> find(String id) {
    return Optional.ofNullable(collection.find(Filters.and(Filters.eq("_id", id), PARKED)).first())
        .map(MongoParkedRequests::parked);
  }

  @Override
  public boolean forget(String id) {
    return collection.deleteOne(Filters.eq("_id", id)).getDeletedCount() == 1;
  }

  @Override
  public boolean drop(String id, Deed deed) {
    Bson dropped = Updates.combine(Updates.unset(PARKED_AT), DeedDocuments.push(deed));
    return collection
            .updateOne(Filters.and(Filters.eq("_id", id), PARKED), dropped)
            .getModifiedCount()
        == 1;
  }

  @Override
  public Map<Integer, Long> oldestDemands() {
    Map<Integer, Long> oldest = new HashMap<>();
    collection
        .aggregate(
            List.of(
                Aggregates.match(
                    Filters.and(Filters.eq("topic", Topic.ERASURE_REQUESTS.topicName()), PARKED)),
                Aggregates.group("$partition", Accumulators.min("offset", "$offset"))))
        .forEach(group -> oldest.put(group.getInteger("_id"), group.getLong("offset")));
    return oldest;
  }

  @Override
  public List<Parked> newest(@Nullable Parked before, int limit) {
    return collection
        .find(before == null ? PARKED : older(before))
        .sort(Sorts.descending(PARKED_AT, "_id"))
        .limit(limit)
        .map(MongoParkedRequests::parked)
        .into(new ArrayList<>());
  }

  private static Bson older(Parked before) {
    Date at = Date.from(before.parkedAt());
    return Filters.or(
        Filters.lt(PARKED_AT, at),
        Filters.and(Filters.eq(PARKED_AT, at), Filters.lt("_id", before.id())));
  }

  private static Parked parked(Document document) {
    return new Parked(
        document.getString("_id"),
        document.getString("topic"),
        document.getInteger("partition"),
        document.getLong("offset"),
        document.getString("reason"),
        document.getDate(PARKED_AT).toInstant());
  }
}
