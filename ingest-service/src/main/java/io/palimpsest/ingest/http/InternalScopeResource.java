package io.palimpsest.ingest.http;

import io.palimpsest.access.Roles;
import io.palimpsest.ingest.entry.Refusal;
import io.palimpsest.ingest.entry.RefusedException;
import io.palimpsest.ingest.scope.Candidate;
import io.palimpsest.ingest.scope.Candidates;
import io.palimpsest.ingest.scope.EntityPage;
import io.palimpsest.ingest.scope.ResolvedScope;
import io.palimpsest.ingest.scope.ScopeExport;
import io.palimpsest.ingest.scope.Scopes;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.StreamingOutput;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Scopes, for the other services. */
@Path("/internal/scopes")
@Tag(name = "internal")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.SERVICE)
public class InternalScopeResource {
  private final Scopes scopes;
  private final ScopeExport export;
  private final Candidates candidates;

  InternalScopeResource(Scopes scopes, ScopeExport export, Candidates candidates) {
    this.scopes = scopes;
    this.export = export;
    this.candidates = candidates;
  }

  @GET
  @Path("/resolve")
  @Operation(summary = "Resolves a scope by its ids, whatever its state")
  public ResolvedScope resolve(
      @RestQuery @Nullable String type, @RestQuery @Nullable List<String> ids) {
    return scopes
        .resolve(ScopeTypes.parse(type), ids == null ? List.of() : ids)
        .orElseThrow(
            () ->
                new RefusedException(Refusal.of(404, "scope.not_found", "there is no such scope")));
  }

  @GET
  @Path("/{uid}/entities")
  @Operation(summary = "The items or sources below a scope, stubs included")
  public EntityPage entities(
      @RestPath UUID uid,
      @RestQuery @Nullable String cursor,
      @RestQuery @DefaultValue("1000") int limit) {
    EntityPage page = scopes.entities(uid, Paging.after(cursor), Paging.limit(limit));
    String next = page.next();
    return new EntityPage(page.entities(), next == null ? null : Paging.cursor(next));
  }

  @GET
  @Path("/{uid}/export")
  @Produces("application/x-ndjson")
  @Operation(summary = "Everything that is kept of a scope, a line each, fenced or not")
  public StreamingOutput export(@RestPath UUID uid) {
    return out -> export.write(uid, out);
  }

  @GET
  @Path("/candidates")
  @Operation(summary = "Live tenants whose name or external reference contains a text")
  public List<Candidate> candidates(
      @RestQuery @Nullable String q, @RestQuery @DefaultValue("20") int limit) {
    return candidates.find(q, Paging.limit(limit));
  }
}
