package io.palimpsest.ingest.http;

import io.palimpsest.access.Problem;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.UriInfo;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/**
 * Refuses bodies that are announced as too large before they are read. Bulk submissions are
 * streamed and have no bound as a whole; JSON without a length is bounded by its parser.
 */
final class BodyLimit {
  private static final long LARGEST = 32L * 1024 * 1024;
  private static final String BULK = ":bulk";

  @ServerRequestFilter
  @Nullable RestResponse<Problem> check(ContainerRequestContext request, UriInfo uri) {
    if (uri.getPath().endsWith(BULK) || announced(request) <= LARGEST) {
      return null;
    }
    return RestResponse.ResponseBuilder.<Problem>create(413)
        .entity(Problem.of(413, "body.too_large", "A body has at most 32 MiB."))
        .type(Problem.MEDIA_TYPE)
        .build();
  }

  private static long announced(ContainerRequestContext request) {
    String length = request.getHeaderString("Content-Length");
    try {
      return length == null ? 0 : Long.parseLong(length.trim());
    } catch (NumberFormatException notANumber) {
      return 0;
    }
  }
}
