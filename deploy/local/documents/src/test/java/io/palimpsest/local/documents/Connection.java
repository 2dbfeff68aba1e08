package io.palimpsest.local.documents;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import org.bson.Document;

/** A client of a server, with the options that its users have to set. */
record Connection(MongoClient client) implements AutoCloseable {

  static Connection to(int port) {
    return new Connection(
        MongoClients.create(
            "mongodb://127.0.0.1:%d/?retryWrites=false&serverSelectionTimeoutMS=5000"
                .formatted(port)));
  }

  MongoCollection<Document> collection(String name) {
    return client.getDatabase("test").getCollection(name);
  }

  @Override
  public void close() {
    client.close();
  }
}
