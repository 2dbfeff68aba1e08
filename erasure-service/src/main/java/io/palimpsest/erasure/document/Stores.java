package io.palimpsest.erasure.document;

import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import io.palimpsest.erasure.door.ParkedRequests;
import io.palimpsest.erasure.export.Bundles;
import io.palimpsest.erasure.hold.Holds;
import io.palimpsest.erasure.model.Requests;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.Clock;
import org.bson.Document;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Opens the collections, with writes acknowledged by a journaled majority. */
@ApplicationScoped
class Stores {
  private final MongoClient client;
  private final String database;

  Stores(MongoClient client, @ConfigProperty(name = "quarkus.mongodb.database") String database) {
    this.client = client;
    this.database = database;
  }

  @Produces
  @ApplicationScoped
  Requests requests() {
    return new MongoRequests(collection("erasure_requests"));
  }

  @Produces
  @ApplicationScoped
  Holds holds() {
    return new MongoHolds(collection("legal_holds"));
  }

  @Produces
  @ApplicationScoped
  ParkedRequests parked(Clock clock) {
    return new MongoParkedRequests(collection("parked_requests"), clock);
  }

  @Produces
  @ApplicationScoped
  Bundles bundles() {
    return new MongoBundles(client.getDatabase(database));
  }

  private MongoCollection<Document> collection(String name) {
    return client
        .getDatabase(database)
        .getCollection(name)
        .withWriteConcern(WriteConcern.MAJORITY.withJournal(true));
  }
}
