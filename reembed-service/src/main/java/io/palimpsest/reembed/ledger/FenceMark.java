package io.palimpsest.reembed.ledger;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import org.bson.Document;

/** How far a store is known to be free of what is fenced; a backup of the database has it, too. */
public final class FenceMark {
  private static final String NAME = "ledger";
  private static final String SEQUENCE = "sequence";
  private final MongoCollection<Document> collection;
  private final String name;

  /**
   * Of the database itself.
   *
   * @param database the service's own
   */
  public FenceMark(MongoDatabase database) {
    this(database, NAME);
  }

  /**
   * Of another store, as it was written there last.
   *
   * @param name which
   */
  public FenceMark(MongoDatabase database, String name) {
    this.collection = database.getCollection("fences_applied");
    this.name = name;
  }

  /** The sequence, -1 before it was ever kept. */
  public long read() {
    Document mark = collection.find(Filters.eq(RowDocuments.ID, name)).first();
    return mark == null ? -1 : mark.get(SEQUENCE, Number.class).longValue();
  }

  /** Keeps the sequence. */
  public void keep(long sequence) {
    collection.updateOne(
        Filters.eq(RowDocuments.ID, name),
        Updates.set(SEQUENCE, sequence),
        new UpdateOptions().upsert(true));
  }
}
