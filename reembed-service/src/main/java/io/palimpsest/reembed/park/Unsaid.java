package io.palimpsest.reembed.park;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Updates;
import io.palimpsest.messaging.SignedRecord;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;

/**
 * What the log is yet to be told of records that were given up, in the marks that they left. That
 * something was told names nobody and brings nothing back, so it needs no work.
 */
final class Unsaid {
  static final String STATEMENTS = "dropped";
  static final String KEYS = "unsaid";

  private final MongoCollection<Document> marks;

  Unsaid(MongoCollection<Document> marks) {
    this.marks = marks;
  }

  List<SignedRecord> all() {
    List<SignedRecord> unsaid = new ArrayList<>();
    for (Document document : marks.find(gt(KEYS, ""))) {
      List<String> keys = document.getList(KEYS, String.class);
      document.getList(STATEMENTS, Document.class).stream()
          .map(SignedRecord::of)
          .filter(one -> keys.contains(one.key()))
          .forEach(unsaid::add);
    }
    return unsaid;
  }

  void told(SignedRecord told) {
    marks.updateOne(eq(KEYS, told.key()), Updates.pull(KEYS, told.key()));
  }
}
