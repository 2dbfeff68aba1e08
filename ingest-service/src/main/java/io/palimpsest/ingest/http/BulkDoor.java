package io.palimpsest.ingest.http;

import io.palimpsest.access.Access;
import io.palimpsest.access.AccessLog;
import io.palimpsest.access.body.StreamedBodies;
import io.palimpsest.event.AccessAction;
import io.palimpsest.ingest.bulk.Bulk;
import io.palimpsest.ingest.bulk.LineParser;
import io.palimpsest.ingest.bulk.LineResult;
import io.palimpsest.ingest.entry.Change;
import io.palimpsest.ingest.entry.Outcome;
import io.palimpsest.ingest.registry.Caller;
import io.smallrye.mutiny.Multi;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/** Bulk submissions as they come over HTTP; each is logged as one access when it ends. */
@Singleton
class BulkDoor {
  private final Bulk bulk;
  private final StreamedBodies bodies;
  private final AccessLog log;

  BulkDoor(Bulk bulk, StreamedBodies bodies, AccessLog log) {
    this.bulk = bulk;
    this.bodies = bodies;
    this.log = log;
  }

  /**
   * The results of the lines that the request brings.
   *
   * @param tenant whose they are, as the access log has it
   */
  <S> Multi<LineResult> run(
      RoutingContext request,
      Caller caller,
      String tenant,
      LineParser<S> parser,
      Function<List<Change<S>>, List<Outcome>> writer) {
    long started = System.nanoTime();
    return bulk.run(
            bodies.of(request), bodies.room(request), parser, writer, RefusalMapper::refusal)
        .onTermination()
        .invoke(() -> log.record(access(caller, tenant, started)));
  }

  private static Access access(Caller caller, String tenant, long started) {
    Duration took = Duration.ofNanos(System.nanoTime() - started);
    Access allowed = Access.allowed(caller.principal(), AccessAction.UPSERT, tenant, 1, took);
    return caller.reason().map(allowed::because).orElse(allowed);
  }
}
