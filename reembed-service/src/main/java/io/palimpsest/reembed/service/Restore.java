package io.palimpsest.reembed.service;

import com.mongodb.client.MongoDatabase;
import io.palimpsest.fencing.RestoreGate;
import io.palimpsest.fencing.Writer;
import io.palimpsest.messaging.EventPublisher;
import io.palimpsest.reembed.erase.FencedRows;
import io.palimpsest.reembed.ledger.FenceMark;
import io.palimpsest.reembed.ledger.ScopeRows;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The gate that every start goes through: the database may be an old copy. */
@Singleton
class Restore {
  @Produces
  @Singleton
  RestoreGate gate(
      MongoDatabase database,
      ScopeRows rows,
      KeptBesideRows kept,
      Writer writer,
      EventPublisher publisher) {
    FencedRows store = new FencedRows(rows, kept.all(), new FenceMark(database));
    return RestoreGate.over(writer, store, publisher, FencedRows.PARTICIPANT);
  }

  void close(@Disposes RestoreGate gate) {
    gate.close();
  }
}
