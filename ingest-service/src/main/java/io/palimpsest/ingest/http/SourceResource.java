package io.palimpsest.ingest.http;

import io.palimpsest.access.Paging;
import io.palimpsest.access.Roles;
import io.palimpsest.ingest.entry.Entry;
import io.palimpsest.ingest.entry.Refusal;
import io.palimpsest.ingest.entry.RefusedException;
import io.palimpsest.ingest.entry.TextRules;
import io.palimpsest.ingest.registry.Tenant;
import io.palimpsest.ingest.registry.TenantDoor;
import io.palimpsest.ingest.registry.Twin;
import io.palimpsest.ingest.source.DraftContent;
import io.palimpsest.ingest.source.Source;
import io.palimpsest.ingest.source.SourceDraft;
import io.palimpsest.ingest.source.Sources;
import io.palimpsest.ingest.store.EntryQuery;
import io.palimpsest.tenancy.SourceId;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.PartType;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;

/** Knowledge sources of a twin. */
@Path("/creators/{creator}/twins/{twin}/sources")
@Tag(name = "sources")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class SourceResource {
  private static final String DOCX =
      "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

  private final Sources sources;
  private final TenantDoor door;
  private final Callers callers;
  private final RequestTerms terms;
  private final Pages pages;
  private final Paging paging;

  SourceResource(
      Sources sources,
      TenantDoor door,
      Callers callers,
      RequestTerms terms,
      Pages pages,
      Paging paging) {
    this.sources = sources;
    this.door = door;
    this.callers = callers;
    this.terms = terms;
    this.pages = pages;
    this.paging = paging;
  }

  @PUT
  @Path("/{source}")
  @RolesAllowed({Roles.PRODUCER, Roles.OPERATOR})
  @Operation(summary = "Creates or replaces a source, its content as text or by content id")
  @APIResponseSchema(Written.class)
  public Response put(
      @RestPath String creator,
      @RestPath String twin,
      @RestPath String source,
      @Nullable SourceRequest request) {
    Tenant<Twin> parent = twin(creator, twin);
    SourceDraft draft = TextRules.present("body", request).toDraft();
    return Written.answer(
        sources.apply(
            sources.upsert(
                parent.acknowledged().path(), new SourceId(source), draft, terms.current())));
  }

  @PUT
  @Path("/{source}")
  @Consumes({
    "text/plain",
    "text/markdown",
    "text/x-rst",
    "text/prs.fallenstein.rst",
    "text/html",
    "application/pdf",
    DOCX
  })
  @RolesAllowed({Roles.PRODUCER, Roles.OPERATOR})
  @Operation(summary = "Creates or replaces a source: the body is its content")
  @APIResponseSchema(Written.class)
  public Response putFile(
      @RestPath String creator,
      @RestPath String twin,
      @RestPath String source,
      @RestQuery @Nullable String title,
      @RestQuery @Nullable String language,
      @HeaderParam(HttpHeaders.CONTENT_TYPE) String mediaType,
      InputStream body)
      throws IOException {
    SourceRequest fields = new SourceRequest(title, mediaType, language, null, null, null);
    return put(twin(creator, twin), source, fields, Bodies.content(body));
  }

  @PUT
  @Path("/{source}")
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  @RolesAllowed({Roles.PRODUCER, Roles.OPERATOR})
  @Operation(summary = "Creates or replaces a source: a file, and a JSON part with the rest")
  @APIResponseSchema(Written.class)
  public Response putForm(
      @RestPath String creator,
      @RestPath String twin,
      @RestPath String source,
      @RestForm @Nullable FileUpload file,
      @RestForm("source") @PartType(MediaType.APPLICATION_JSON) @Nullable SourceRequest fields)
      throws IOException {
    Tenant<Twin> parent = twin(creator, twin);
    SourceRequest given = TextRules.present("source", fields);
    FileUpload upload = TextRules.present("file", file);
    return put(parent, source, given.typed(upload.contentType()), Bodies.content(upload));
  }

  @GET
  @Path("/{source}")
  @RolesAllowed({Roles.PRODUCER, Roles.READER, Roles.OPERATOR})
  @Operation(summary = "Shows a source without its content, and whether a search finds it")
  @APIResponseSchema(SourceView.class)
  public Response get(@RestPath String creator, @RestPath String twin, @RestPath String source) {
    Entry<Source> entry = live(twin(creator, twin), source);
    return Response.ok(SourceView.of(entry))
        .header(HttpHeaders.ETAG, EntityTags.of(entry.head().revision()))
        .build();
  }

  @GET
  @Path("/{source}/content")
  @Produces(MediaType.WILDCARD)
  @RolesAllowed({Roles.PRODUCER, Roles.READER, Roles.OPERATOR})
  @Operation(summary = "The content of a source, as it was submitted")
  public Response content(
      @RestPath String creator, @RestPath String twin, @RestPath String source) {
    Entry<Source> entry = live(twin(creator, twin), source);
    Source state = Objects.requireNonNull(entry.state());
    byte[] bytes =
        sources.content(state).orElseThrow(() -> new RefusedException(Refusal.notFound()));
    return Response.ok(bytes, state.mediaType())
        .header(HttpHeaders.ETAG, EntityTags.of(entry.head().revision()))
        .header("X-Content-Type-Options", "nosniff")
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment")
        .build();
  }

  @DELETE
  @Path("/{source}")
  @RolesAllowed({Roles.PRODUCER, Roles.OPERATOR})
  @Operation(summary = "Deletes a source; revisions go on when it is created again")
  @APIResponseSchema(Written.class)
  public Response delete(@RestPath String creator, @RestPath String twin, @RestPath String source) {
    return Written.answer(
        sources.apply(
            Sources.delete(twin(creator, twin).path(), new SourceId(source), terms.current())));
  }

  @GET
  @RolesAllowed({Roles.PRODUCER, Roles.READER, Roles.OPERATOR})
  @Operation(summary = "Lists live sources, embedded or not or all")
  public Page<SourceView> list(
      @RestPath String creator,
      @RestPath String twin,
      @RestQuery @Nullable String cursor,
      @RestQuery @DefaultValue("100") int limit,
      @RestQuery @Nullable Boolean embedded) {
    EntryQuery query =
        new EntryQuery(
            Optional.of(twin(creator, twin).head().uid()),
            paging.after(cursor),
            Optional.ofNullable(embedded),
            Paging.limit(limit));
    return pages.of(sources.page(query), limit, SourceView::of);
  }

  private Response put(
      Tenant<Twin> twin, String source, SourceRequest fields, DraftContent content) {
    return Written.answer(
        sources.apply(
            sources.upsert(
                twin.acknowledged().path(),
                new SourceId(source),
                fields.toDraft(content),
                terms.current())));
  }

  private Entry<Source> live(Tenant<Twin> twin, String source) {
    return sources
        .find(twin.path(), new SourceId(source))
        .orElseThrow(() -> new RefusedException(Refusal.notFound()));
  }

  private Tenant<Twin> twin(String creator, String twin) {
    return door.twin(callers.current(), creator, twin);
  }
}
