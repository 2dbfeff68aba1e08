package io.palimpsest.ingest.app;

import io.palimpsest.fencing.RestoreGate;
import io.palimpsest.fencing.Writer;
import io.palimpsest.ingest.erase.FencedDocuments;
import io.palimpsest.messaging.EventPublisher;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The gate that every start goes through: the database may be an old copy. */
@Singleton
class Restore {
  private static final String PARTICIPANT = "ingest.documents";
  private static final int AFTER_INDEXES = 5_000;

  @Produces
  @Singleton
  RestoreGate gate(Writer writer, FencedDocuments documents, EventPublisher publisher) {
    return RestoreGate.over(writer, documents, publisher, PARTICIPANT);
  }

  void close(@Disposes RestoreGate gate) {
    gate.close();
  }

  void onStart(@Observes @Priority(AFTER_INDEXES) StartupEvent start, RestoreGate gate) {
    gate.start();
  }
}
