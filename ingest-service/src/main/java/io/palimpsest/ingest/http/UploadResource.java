package io.palimpsest.ingest.http;

import io.palimpsest.access.Roles;
import io.palimpsest.ingest.entry.TextRules;
import io.palimpsest.ingest.registry.Tenant;
import io.palimpsest.ingest.registry.TenantDoor;
import io.palimpsest.ingest.registry.Twin;
import io.palimpsest.ingest.source.Content;
import io.palimpsest.ingest.source.Sources;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Content for sources that come later. */
@Path("/contents")
@Tag(name = "sources")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.PRODUCER, Roles.OPERATOR})
public class UploadResource {
  private final Sources sources;
  private final TenantDoor door;
  private final Callers callers;
  private final Reached reached;

  UploadResource(Sources sources, TenantDoor door, Callers callers, Reached reached) {
    this.sources = sources;
    this.door = door;
    this.callers = callers;
    this.reached = reached;
  }

  @POST
  @Consumes(MediaType.WILDCARD)
  @Operation(summary = "Uploads content for a source that is submitted by its content id later")
  @APIResponseSchema(value = UploadView.class, responseCode = "201")
  public Response upload(
      @RestQuery("creator_id") @Nullable String creator,
      @RestQuery("twin_id") @Nullable String twin,
      @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable String mediaType,
      InputStream body)
      throws IOException {
    Tenant<Twin> parent =
        twin(TextRules.present("creator_id", creator), TextRules.present("twin_id", twin));
    byte[] bytes = Bodies.bytes(body);
    String type = TextRules.present(HttpHeaders.CONTENT_TYPE, mediaType);
    Content content = sources.upload(parent.acknowledged().path(), type, bytes);
    return Response.status(Response.Status.CREATED)
        .entity(new UploadView(content.id(), content.size(), content.sha256(), content.mediaType()))
        .build();
  }

  private Tenant<Twin> twin(String creator, String twin) {
    reached.creator(creator);
    return door.twin(callers.current(), creator, twin);
  }
}
