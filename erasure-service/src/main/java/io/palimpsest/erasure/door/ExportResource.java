package io.palimpsest.erasure.door;

import io.palimpsest.access.CurrentPrincipal;
import io.palimpsest.access.ProblemException;
import io.palimpsest.access.Roles;
import io.palimpsest.erasure.export.Bundles;
import io.palimpsest.erasure.export.Destruction;
import io.palimpsest.erasure.export.ExportSettings;
import io.palimpsest.erasure.model.ErasureRequest;
import io.palimpsest.erasure.phase.Exporting;
import io.palimpsest.erasure.saga.Ledger;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Exports: a link on demand, which leads to the bundle once. */
@Path("/erasures")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class ExportResource {
  private static final int TOKEN_BYTES = 32;

  private final SecureRandom random = new SecureRandom();
  private final Lookup lookup;
  private final Ledger ledger;
  private final Bundles bundles;
  private final Destruction destruction;
  private final Digests digests;
  private final ExportSettings settings;
  private final Acts acts;
  private final CurrentPrincipal caller;
  private final Clock clock;

  ExportResource(
      Lookup lookup,
      Ledger ledger,
      Bundles bundles,
      Destruction destruction,
      Digests digests,
      ExportSettings settings,
      Acts acts,
      CurrentPrincipal caller,
      Clock clock) {
    this.lookup = lookup;
    this.ledger = ledger;
    this.bundles = bundles;
    this.destruction = destruction;
    this.digests = digests;
    this.settings = settings;
    this.acts = acts;
    this.caller = caller;
    this.clock = clock;
  }

  /**
   * Where the bundle can be fetched once.
   *
   * @param link the whole secret; needs no token
   * @param expiresAt until when
   */
  public record LinkView(URI link, Instant expiresAt) {}

  @POST
  @Path("/{id}/export-link")
  @RolesAllowed({Roles.COMPLIANCE, Roles.PRODUCER})
  @Operation(summary = "Makes a link to the export; an earlier one is void.")
  public LinkView link(@PathParam("id") String id) {
    ErasureRequest request = lookup.visible(caller.get(), id);
    byte[] secret = new byte[TOKEN_BYTES];
    random.nextBytes(secret);
    String token = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    Instant until = clock.instant().plus(settings.link());
    if (!bundles.link(request.id(), digests.lasting(token), until)) {
      throw new ProblemException(
          409, "export.none", "there is no export: not asked for, not written yet, or destroyed");
    }
    String maker = request.identity().key().actor(caller.get().keyId());
    ledger.change(request.id(), present -> Exporting.linked(present, maker, clock.instant()));
    acts.on(request);
    return new LinkView(URI.create("/erasures/exports/" + token), until);
  }

  @GET
  @Path("/exports/{token}")
  @PermitAll
  @Produces({"application/zip", MediaType.APPLICATION_JSON})
  @Operation(summary = "The export, once; it is destroyed when it was sent whole.")
  public Response fetch(@PathParam("token") String token) {
    UUID attempt =
        bundles
            .use(digests.lasting(token), clock.instant())
            .orElseThrow(
                () ->
                    new ProblemException(
                        404, "export.link_void", "the link was used, has expired, or never was"));
    destruction.fetching(attempt);
    StreamingOutput body =
        out -> {
          bundles.read(attempt, out);
          out.flush();
          destruction.fetched(attempt);
        };
    return Response.ok(body, "application/zip")
        .header("Content-Disposition", "attachment; filename=\"export.zip\"")
        .header("Cache-Control", "no-store")
        .build();
  }
}
