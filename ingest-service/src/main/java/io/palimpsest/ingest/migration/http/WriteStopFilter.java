package io.palimpsest.ingest.migration.http;

import io.palimpsest.ingest.migration.run.WriteStop;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.List;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Refuses what clients write while a migration keeps them from it; they try again later. */
final class WriteStopFilter {
  private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");

  /** What belongs to clients. Erasures, keys and migrations go on. */
  private static final List<String> STOPPED =
      List.of("/organizations", "/creators", "/registry/import");

  private final WriteStop stop;

  WriteStopFilter(WriteStop stop) {
    this.stop = stop;
  }

  @ServerRequestFilter
  void stopped(ContainerRequestContext request) {
    String path = "/" + request.getUriInfo().getPath().replaceFirst("^/", "");
    if (!READS.contains(request.getMethod())
        && STOPPED.stream().anyMatch(path::startsWith)
        && stop.isOn()) {
      throw JobDoor.refused(
          503, "migration.write_stop", "A migration has stopped writes; try again later.");
    }
  }
}
