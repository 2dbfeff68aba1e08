package io.palimpsest.erasure.document;

import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import io.palimpsest.erasure.broker.ParkedRequests;
import io.palimpsest.erasure.demand.Deeds;
import io.palimpsest.erasure.demand.Holds;
import io.palimpsest.erasure.demand.KeySettings;
import io.palimpsest.erasure.demand.Keys;
import io.palimpsest.erasure.demand.Master;
import io.palimpsest.erasure.export.BundleStore;
import io.palimpsest.erasure.model.Handlings;
import io.palimpsest.erasure.model.Requests;
import io.palimpsest.erasure.restore.LastSeen;
import io.palimpsest.erasure.restore.LostRequests;
import io.palimpsest.erasure.restore.RestorableRequests;
import io.palimpsest.messaging.proof.RecordSigner;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Opens the collections, with writes acknowledged by a journaled majority. */
@ApplicationScoped
class Stores {
  private final MongoClient client;
  private final String database;
  private final Duration timeout;

  Stores(
      MongoClient client,
      @ConfigProperty(name = "quarkus.mongodb.database") String database,
      @ConfigProperty(name = "palimpsest.documents.timeout", defaultValue = "PT10S")
          Duration timeout) {
    this.client = client;
    this.database = database;
    this.timeout = timeout;
  }

  @Produces
  @ApplicationScoped
  Requests requests(RecordSigner signer) {
    return new MongoRequests(collection("erasure_requests"), new StatementSigner(signer));
  }

  @Produces
  @ApplicationScoped
  RestorableRequests restorable(RecordSigner signer) {
    return new MongoRequests(collection("erasure_requests"), new StatementSigner(signer));
  }

  @Produces
  @ApplicationScoped
  Handlings handlings() {
    return new MongoHandlings(collection("handlings"));
  }

  @Produces
  @ApplicationScoped
  LostRequests lost() {
    return new MongoLostRequests(collection("lost_requests"));
  }

  @Produces
  @ApplicationScoped
  LastSeen seen() {
    return new MongoLastSeen(collection("restore_marks"));
  }

  @Produces
  @ApplicationScoped
  Holds holds() {
    return new MongoHolds(collection("legal_holds"));
  }

  @Produces
  @ApplicationScoped
  Deeds deeds() {
    return new MongoDeeds(
        collection("deeds"), List.of(collection("legal_holds"), collection("parked_requests")));
  }

  @Produces
  @ApplicationScoped
  ParkedRequests parked(Clock clock) {
    return new MongoParkedRequests(collection("parked_requests"), clock);
  }

  @Produces
  @ApplicationScoped
  BundleStore bundles() {
    return new MongoBundles(
        client.getDatabase(database).withTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS));
  }

  @Produces
  @ApplicationScoped
  Keys keys(KeySettings settings) {
    MongoCollection<Document> keys =
        durable(client.getDatabase(settings.database()).getCollection("keys"));
    return new MongoKeys(
        keys,
        Master.in(
            settings.masterKeyFile(), () -> settings.createMasterKey() && MongoKeys.isEmpty(keys)));
  }

  private MongoCollection<Document> collection(String name) {
    return durable(client.getDatabase(database).getCollection(name));
  }

  private MongoCollection<Document> durable(MongoCollection<Document> collection) {
    return collection
        .withTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
        .withWriteConcern(WriteConcern.MAJORITY.withJournal(true));
  }
}
