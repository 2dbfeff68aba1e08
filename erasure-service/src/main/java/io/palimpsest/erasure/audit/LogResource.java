package io.palimpsest.erasure.audit;

import io.palimpsest.access.ProblemException;
import io.palimpsest.audit.log.LogKeys;
import io.palimpsest.audit.log.Resources;
import io.palimpsest.audit.note.VerifierKey;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The log for everybody, in the layout of c2sp.org/tlog-tiles. Needs no token. */
@Path("/log")
@PermitAll
@RunOnVirtualThread
public class LogResource {
  private static final String TEXT = "text/plain; charset=utf-8";
  private static final String IMMUTABLE = "public, max-age=604800, immutable";
  private static final String FRESH = "no-cache";

  /** Level or entries, groups of three digits, width of a partial one. */
  private static final String TILE =
      "(?:[0-9]|[1-5][0-9]|6[0-3]|entries)/(?:x[0-9]{3}/){0,6}[0-9]{3}(?:\\.p/[1-9][0-9]{0,2})?";

  private final PublishedLog log;
  private final LogKeys keys;
  private final LogPolicy policy;

  LogResource(PublishedLog log, LogKeys keys, LogPolicy policy) {
    this.log = log;
    this.keys = keys;
    this.policy = policy;
  }

  @GET
  @Path("/checkpoint")
  @Operation(summary = "The newest signed checkpoint, a signed note.")
  public Response checkpoint() {
    return answer(Resources.CHECKPOINT, TEXT, FRESH);
  }

  @GET
  @Path("/tile/{path: .+}")
  @Operation(summary = "A tile of hashes or a bundle of entries; it never changes.")
  public Response tile(@PathParam("path") String path) {
    if (!path.matches(TILE)) {
      throw absent();
    }
    return answer("tile/" + path, MediaType.APPLICATION_OCTET_STREAM, IMMUTABLE);
  }

  @GET
  @Path("/key")
  @Operation(summary = "The log's public keys as vkeys, a line each, the current one first.")
  public Response key() {
    String lines =
        keys.verifiers().stream()
            .map(VerifierKey::vkey)
            .collect(Collectors.joining("\n", "", "\n"));
    return Response.ok(lines, TEXT).header("Cache-Control", FRESH).build();
  }

  @GET
  @Path("/policy")
  @Operation(summary = "Which checkpoints are to be believed, as a tlog-policy.")
  public Response policy() {
    return Response.ok(policy.text(), TEXT).header("Cache-Control", FRESH).build();
  }

  private Response answer(String path, String type, String caching) {
    byte[] bytes = log.read(path).orElseThrow(LogResource::absent);
    return Response.ok(bytes, type).header("Cache-Control", caching).build();
  }

  private static ProblemException absent() {
    return new ProblemException(404, "log.absent", "the log has no such file");
  }
}
