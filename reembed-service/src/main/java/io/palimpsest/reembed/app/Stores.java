package io.palimpsest.reembed.app;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import io.palimpsest.fencing.Ticker;
import io.palimpsest.messaging.proof.RecordSigner;
import io.palimpsest.reembed.fence.Admissions;
import io.palimpsest.reembed.intake.Dependencies;
import io.palimpsest.reembed.ledger.MongoLedger;
import io.palimpsest.reembed.ledger.ScopeRows;
import io.palimpsest.reembed.park.DropNews;
import io.palimpsest.reembed.park.Parking;
import io.palimpsest.reembed.park.ParkingLot;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
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
  DropNews dropNews(RecordSigner signer) {
    return new DropNews(signer, new SecureRandom(), Clock.systemUTC());
  }

  @Produces
  @Singleton
  Dependencies dependencies() {
    return new Dependencies(Ticker.system());
  }

  @Produces
  @Singleton
  @Typed(IndexMetrics.class)
  IndexMetrics metrics(MeterRegistry meters) {
    return new IndexMetrics(meters);
  }
}
