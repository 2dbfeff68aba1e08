package io.palimpsest.ingest.store;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import java.util.List;
import org.bson.Document;

/**
 * The topics that had the name of an inbox, by their ids, the oldest first. What counts everywhere
 * is an offset over all of them: those of a later topic are above all of an earlier one, so that a
 * topic that was made anew is never taken for records that came before. Thread-safe.
 */
public final class InboxTopics {
  private static final String IDS = "ids";
  private static final int BITS = 48;

  private final MongoCollection<Document> collection;

  /**
   * @param database database of this service
   */
  public InboxTopics(MongoDatabase database) {
    this.collection = database.getCollection("inbox_topics");
  }

  /** Ids of the topics that had the name, the oldest first. */
  public List<String> ids(String topic) {
    Document known = collection.find(Filters.eq(Fields.ID, topic)).first();
    return known == null ? List.of() : known.getList(IDS, String.class);
  }

  /** Remembers a topic; repeating it changes nothing. */
  public void remember(String topic, String id) {
    collection.updateOne(
        Filters.eq(Fields.ID, topic), Updates.addToSet(IDS, id), new UpdateOptions().upsert(true));
  }

  /** What is added to offsets of the newest topic of the name. */
  public long base(String topic) {
    return base(ids(topic));
  }

  /** What is added to offsets of the newest of some topics. */
  public static long base(List<String> ids) {
    return (long) Math.max(0, ids.size() - 1) << BITS;
  }

  /** The offset on the broker. */
  public static long onBroker(long offset) {
    return offset & ((1L << BITS) - 1);
  }
}
