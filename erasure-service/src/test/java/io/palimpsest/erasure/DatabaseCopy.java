package io.palimpsest.erasure;

import com.mongodb.client.MongoDatabase;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;

/** A copy of a database, as a backup has it. */
record DatabaseCopy(Map<String, List<Document>> collections) {
  static DatabaseCopy of(MongoDatabase database) {
    Map<String, List<Document>> collections = new HashMap<>();
    for (String name : database.listCollectionNames()) {
      collections.put(name, database.getCollection(name).find().into(new ArrayList<>()));
    }
    return new DatabaseCopy(collections);
  }

  /** The database has what the copy has, and nothing else. */
  void restore(MongoDatabase database) {
    for (String name : database.listCollectionNames()) {
      database.getCollection(name).deleteMany(new Document());
    }
    collections.forEach(
        (name, documents) -> {
          if (!documents.isEmpty()) {
            database.getCollection(name).insertMany(documents);
          }
        });
  }
}
