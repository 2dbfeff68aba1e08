package io.palimpsest.reembed.ledger;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import org.bson.Document;

/** How far this database is known to be free of what is fenced; a backup of it has it, too. */
public final class FenceMark {
  private static final String NAME = "ledger";
  private static final String SEQUENCE = "sequence";
  private final MongoCollection<Document> collection;

  /**
   * @param database the service's own
   */
  public FenceMark(MongoDatabase database) {
    this.collection = database.getCollection("fences_applied");
  }

  /** The sequence, -1 before it was ever kept. */
  public long read() {
    Document mark = collection.find(Filters.eq(RowDocuments.ID, NAME)).first();
    return mark == null ? -1 : mark.get(SEQUENCE, Number.class).longValue();
  }

  /** Keeps the sequence. */
  public void keep(long sequence) {
    collection.updateOne(
        Filters.eq(RowDocuments.ID, NAME),
        Updates.set(SEQUENCE, sequence),
        new UpdateOptions().upsert(true));
  }
}
