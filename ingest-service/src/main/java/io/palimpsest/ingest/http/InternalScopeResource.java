package io.palimpsest.ingest.http;

import io.palimpsest.access.Paging;
import io.palimpsest.access.Roles;
import io.palimpsest.event.ScopeType;
import io.palimpsest.ingest.entry.Refusal;
import io.palimpsest.ingest.entry.RefusedException;
import io.palimpsest.ingest.entry.TextRules;
import io.palimpsest.ingest.erase.Absences;
import io.palimpsest.ingest.inbox.InboxProgress;
import io.palimpsest.ingest.registry.Candidate;
import io.palimpsest.ingest.registry.Candidates;
import io.palimpsest.ingest.registry.ChildPage;
import io.palimpsest.ingest.registry.EntityPage;
import io.palimpsest.ingest.registry.ResolvedScope;
import io.palimpsest.ingest.registry.ScopeExport;
import io.palimpsest.ingest.registry.ScopeView;
import io.palimpsest.ingest.registry.Scopes;
import io.palimpsest.messaging.group.Passing;
import io.palimpsest.messaging.group.SeenEnds;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
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
  private final InboxProgress inboxes;
  private final Absences absences;
  private final Paging paging;

  InternalScopeResource(
      Scopes scopes,
      ScopeExport export,
      Candidates candidates,
      InboxProgress inboxes,
      Absences absences,
      Paging paging) {
    this.scopes = scopes;
    this.export = export;
    this.candidates = candidates;
    this.inboxes = inboxes;
    this.absences = absences;
    this.paging = paging;
  }

  @GET
  @Path("/resolve")
  @Operation(summary = "Resolves a scope by its ids, whatever its state")
  public ResolvedScope resolve(
      @RestQuery @Nullable String type, @RestQuery @Nullable List<String> ids) {
    return scopes
        .resolve(ScopeTypes.parse(type), ids == null ? List.of() : ids)
        .orElseThrow(InternalScopeResource::notFound);
  }

  @GET
  @Path("/{uid}")
  @Operation(summary = "The scope that was admitted under a uid, whatever its state")
  public ScopeView byUid(@RestPath UUID uid) {
    return scopes
        .byUid(uid)
        .map(head -> ScopeView.of(head.path().last()))
        .orElseThrow(InternalScopeResource::notFound);
  }

  @GET
  @Path("/{uid}/children")
  @Operation(summary = "The tenant scopes below a scope that were ever admitted and not erased")
  public ChildPage children(
      @RestPath UUID uid,
      @RestQuery @Nullable String cursor,
      @RestQuery @DefaultValue("1000") int limit) {
    ChildPage page = scopes.children(uid, paging.after(cursor), Paging.limit(limit));
    String next = page.next();
    return new ChildPage(page.children(), next == null ? null : paging.cursor(next));
  }

  @GET
  @Path("/inbox-ends")
  @Operation(summary = "Where the inbox ends now by which scopes of a kind come in")
  public SeenEnds inboxEnds(@RestQuery @Nullable String type) {
    return inboxes.ends(ScopeTypes.known(type));
  }

  @POST
  @Path("/absence")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "What there is of a scope once the inbox is settled up to ends that were read")
  public AbsenceView absence(@Nullable AbsenceRequest request) {
    AbsenceRequest given = TextRules.present("body", request);
    ScopeType type = ScopeTypes.known(given.type());
    List<String> ids = TextRules.list("ids", given.ids(), 3, 128);
    Passing passing = inboxes.passing(type, TextRules.present("ends", given.ends()));
    return new AbsenceView(passing, passing == Passing.PASSED ? absences.look(type, ids) : null);
  }

  @GET
  @Path("/{uid}/entities")
  @Operation(summary = "The items or sources below a scope, stubs included")
  public EntityPage entities(
      @RestPath UUID uid,
      @RestQuery @Nullable String cursor,
      @RestQuery @DefaultValue("1000") int limit) {
    EntityPage page = scopes.entities(uid, paging.after(cursor), Paging.limit(limit));
    String next = page.next();
    return new EntityPage(page.entities(), next == null ? null : paging.cursor(next));
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

  @POST
  @Path("/hashed")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Tenants whose external reference a deletion platform names by a hash")
  public List<Candidate> hashed(@Nullable HashedReference request) {
    HashedReference given = TextRules.present("body", request);
    return candidates.hashed(
        TextRules.present("platform", given.platform()), TextRules.present("hash", given.hash()));
  }

  /**
   * A reference as a platform names it.
   *
   * @param platform name of the platform
   * @param hash its hash of the reference, in hexadecimal
   */
  public record HashedReference(@Nullable String platform, @Nullable String hash) {}

  private static RefusedException notFound() {
    return new RefusedException(Refusal.of(404, "scope.not_found", "there is no such scope"));
  }
}
