package io.palimpsest.ingest.app;

import io.palimpsest.fencing.Writer;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * Ends the service in order: what takes work in first, then what announces, then the writer, while
 * the clients of the stores still live.
 */
@Singleton
class Stop {
  void onStop(
      @Observes @Priority(1) ShutdownEvent stop, Groups groups, Shelves shelves, Writer writer) {
    groups.stop();
    shelves.stop();
    writer.close();
  }
}
