package io.palimpsest.ingest.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.palimpsest.access.Roles;
import io.palimpsest.ingest.bulk.LineParser;
import io.palimpsest.ingest.bulk.LineResult;
import io.palimpsest.ingest.entry.ScopePath;
import io.palimpsest.ingest.entry.TextRules;
import io.palimpsest.ingest.registry.Caller;
import io.palimpsest.ingest.registry.TenantDoor;
import io.palimpsest.ingest.source.Source;
import io.palimpsest.ingest.source.Sources;
import io.palimpsest.tenancy.SourceId;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBodySchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/**
 * Bulk submission of sources. Results are streamed while lines are still read, so a client reads
 * and writes at the same time.
 */
@Path("/creators/{creator}/twins/{twin}/sources:bulk")
@Tag(name = "bulk")
@Consumes({Lines.NDJSON, Lines.JSONL})
@Produces(Lines.NDJSON)
@RolesAllowed({Roles.PRODUCER, Roles.OPERATOR})
public class SourceBulkResource {
  private final BulkDoor bulk;
  private final Sources sources;
  private final TenantDoor door;
  private final Callers callers;
  private final ObjectReader lines;

  SourceBulkResource(
      BulkDoor bulk, Sources sources, TenantDoor door, Callers callers, ObjectMapper mapper) {
    this.bulk = bulk;
    this.sources = sources;
    this.door = door;
    this.callers = callers;
    this.lines = Lines.reader(mapper, SourceLine.class);
  }

  @POST
  @Blocking
  @Operation(summary = "Creates or replaces sources, one JSON line each; one result line per line")
  @RequestBodySchema(SourceLine.class)
  public Multi<LineResult> post(
      @RestPath String creator, @RestPath String twin, @Context RoutingContext request) {
    Caller caller = callers.current();
    ScopePath parent = door.twin(caller, creator, twin).acknowledged().path();
    return bulk.run(request, caller, "creator:" + creator, parser(parent), sources::apply);
  }

  private LineParser<Source> parser(ScopePath twin) {
    return Lines.<SourceLine, Source>parser(
        lines,
        SourceLine::sourceId,
        line ->
            sources.upsert(
                twin,
                new SourceId(TextRules.present("source_id", line.sourceId())),
                line.source().toDraft(),
                line.terms()));
  }
}
