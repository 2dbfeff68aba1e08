package io.palimpsest.reembed.service;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import io.palimpsest.fencing.Ticker;
import io.palimpsest.reembed.health.Dependencies;
import io.palimpsest.reembed.ledger.MongoLedger;
import io.palimpsest.reembed.ledger.ScopeRows;
import io.palimpsest.reembed.metric.IndexMetrics;
import io.palimpsest.reembed.park.Parking;
import io.palimpsest.reembed.park.ParkingLot;
import io.palimpsest.reembed.write.Admissions;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What the service keeps: ledger, parked records, counts. */
@Singleton
class Stores {
  @Produces
  @Singleton
  MongoDatabase database(
      MongoClient client,
      @ConfigProperty(name = "quarkus.mongodb.database") String name,
      @ConfigProperty(name = "palimpsest.documents.timeout", defaultValue = "PT10S")
          Duration timeout) {
    return client.getDatabase(name).withTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS);
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
  Parking parking(ParkingLot lot, Admissions admissions) {
    return new Parking(lot, admissions);
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
