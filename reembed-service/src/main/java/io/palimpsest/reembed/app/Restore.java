package io.palimpsest.reembed.app;

import com.mongodb.client.MongoDatabase;
import io.palimpsest.fencing.RestoreGate;
import io.palimpsest.fencing.Writer;
import io.palimpsest.messaging.EventPublisher;
import io.palimpsest.reembed.erase.FencedIndex;
import io.palimpsest.reembed.erase.FencedRows;
import io.palimpsest.reembed.ledger.FenceMark;
import io.palimpsest.reembed.ledger.ScopeRows;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The gates of this service's stores: its database, and each index. */
@Singleton
class Restore {
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  /** An index that embeds by itself takes no vector, and so no mark: the patrol looks there. */
  @Produces
  @Singleton
  RestoreGates gates(
      MongoDatabase database,
      ScopeRows rows,
      KeptBesideRows kept,
      Targets targets,
      VectorsConfig vectors,
      Writer writer,
      EventPublisher publisher) {
    List<RestoreGate> gates = new ArrayList<>();
    FencedRows ledger = new FencedRows(rows, kept.all(), new FenceMark(database));
    gates.add(RestoreGate.over(writer, ledger, publisher, FencedRows.PARTICIPANT));
    if (!vectors.integrated()) {
      targets
          .stores()
          .forEach(
              (name, store) -> {
                FenceMark written = new FenceMark(database, "index." + name);
                FencedIndex index = new FencedIndex(store, written, writer, TIMEOUT);
                gates.add(RestoreGate.over(writer, index, publisher, FencedIndex.PARTICIPANT));
              });
    }
    return new RestoreGates(gates);
  }

  void close(@Disposes RestoreGates gates) {
    gates.close();
  }
}
