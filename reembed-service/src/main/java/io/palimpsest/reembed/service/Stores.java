package io.palimpsest.reembed.service;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import io.palimpsest.fencing.Ticker;
import io.palimpsest.reembed.health.Dependencies;
import io.palimpsest.reembed.ledger.MongoLedger;
import io.palimpsest.reembed.ledger.ScopeRows;
import io.palimpsest.reembed.metric.IndexMetrics;
import io.palimpsest.reembed.park.ParkingLot;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What the service keeps: ledger, parked records, counts. */
@Singleton
class Stores {
  @Produces
  @Singleton
  MongoDatabase database(
      MongoClient client, @ConfigProperty(name = "quarkus.mongodb.database") String name) {
    return client.getDatabase(name);
  }

  @Produces
  @Singleton
  MongoLedger ledger(MongoDatabase database) {
    return new MongoLedger(database);
  }

  @Produces
  @Singleton
  ScopeRows rows(MongoLedger ledger) {
    return ledger.scopes();
  }

  @Produces
  @Singleton
  ParkingLot lot(MongoDatabase database, IndexMetrics metrics) {
    ParkingLot lot = new ParkingLot(database);
    metrics.watchParked(lot::count);
    return lot;
  }

  @Produces
  @Singleton
  Dependencies dependencies() {
    return new Dependencies(Ticker.system());
  }

  @Produces
  @Singleton
  IndexMetrics metrics(MeterRegistry meters) {
    return new IndexMetrics(meters);
  }
}
