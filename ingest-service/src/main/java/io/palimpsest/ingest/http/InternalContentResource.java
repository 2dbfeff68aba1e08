package io.palimpsest.ingest.http;

import io.palimpsest.access.Roles;
import io.palimpsest.ingest.entry.Refusal;
import io.palimpsest.ingest.entry.RefusedException;
import io.palimpsest.ingest.source.ContentAnswer;
import io.palimpsest.ingest.source.ContentReader;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Contents, for the services that were told their ids. */
@Path("/internal/contents")
@Tag(name = "internal")
@RolesAllowed(Roles.SERVICE)
public class InternalContentResource {
  private final ContentReader contents;

  InternalContentResource(ContentReader contents) {
    this.contents = contents;
  }

  @GET
  @Path("/{content}")
  @Produces({MediaType.APPLICATION_OCTET_STREAM, MediaType.APPLICATION_JSON})
  @Operation(
      summary =
          "The bytes of a content: 410 when it was erased, 409 when a newer revision has another")
  public Response get(@RestPath String content, @RestQuery("uid") @Nullable UUID entity) {
    return switch (contents.read(content, Optional.ofNullable(entity))) {
      case ContentAnswer.Found found ->
          Response.ok(found.bytes(), MediaType.APPLICATION_OCTET_STREAM)
              .header("Palimpsest-Sha256", found.sha256())
              .build();
      case ContentAnswer.Superseded newer ->
          throw refused(409, "content.superseded", "a newer revision has other content");
      case ContentAnswer.Erased erased ->
          throw refused(410, "content.erased", "the entity is being erased, or was");
      case ContentAnswer.Unknown unknown ->
          throw refused(404, "content.not_found", "there is no such content");
    };
  }

  private static RefusedException refused(int status, String code, String detail) {
    return new RefusedException(Refusal.of(status, code, detail));
  }
}
