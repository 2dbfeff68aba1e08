package io.palimpsest.erasure.document;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import io.palimpsest.erasure.parked.ParkedRequests;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.bson.Document;

/** Refused records in one collection, for fourteen days. Holds no payload. */
final class MongoParkedRequests implements ParkedRequests {
  private static final long DAYS = 14;

  private final MongoCollection<Document> collection;
  private final Clock clock;

  MongoParkedRequests(MongoCollection<Document> collection, Clock clock) {
    this.collection = collection;
    this.clock = clock;
    collection.createIndex(
        Indexes.ascending("parked_at"), new IndexOptions().expireAfter(DAYS, TimeUnit.DAYS));
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
            Updates.setOnInsert("parked_at", Date.from(clock.instant()))),
        new UpdateOptions().upsert(true));
  }

  @Override
  public long count() {
    return collection.countDocuments();
  }

  @Override
  public List<Parked> newest(int limit) {
    return collection
        .find()
        .sort(Sorts.descending("parked_at", "_id"))
        .limit(limit)
        .map(MongoParkedRequests::parked)
        .into(new ArrayList<>());
  }

  private static Parked parked(Document document) {
    return new Parked(
        document.getString("topic"),
        document.getInteger("partition"),
        document.getLong("offset"),
        document.getString("reason"),
        document.getDate("parked_at").toInstant());
  }
}
