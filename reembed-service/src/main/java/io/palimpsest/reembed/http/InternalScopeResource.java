package io.palimpsest.reembed.http;

import io.palimpsest.access.ProblemException;
import io.palimpsest.access.Roles;
import io.palimpsest.reembed.ledger.Location;
import io.palimpsest.reembed.ledger.ScopeRows;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the ledger knows of scopes, for the other services. */
@Path("/internal/scopes")
@RolesAllowed(Roles.SERVICE)
@RunOnVirtualThread
public class InternalScopeResource {
  private static final String SEPARATOR = "/";

  private final ScopeRows rows;

  InternalScopeResource(ScopeRows rows) {
    this.rows = rows;
  }

  /** Where rows with the uid on their path say that vectors are, a page at a time. */
  @GET
  @Path("/{uid}/places")
  public Places places(
      @PathParam("uid") UUID uid,
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit") @DefaultValue("1000") @Min(1) @Max(1000) int limit) {
    List<Location> page = rows.places(uid, after(cursor), limit);
    return new Places(page, page.size() < limit ? null : cursor(page.getLast()));
  }

  /**
   * A page of places.
   *
   * @param places where vectors are
   * @param next cursor of the next page, null at the end
   */
  public record Places(List<Location> places, @Nullable String next) {}

  private static Optional<Location> after(@Nullable String cursor) {
    if (cursor == null || cursor.isEmpty()) {
      return Optional.empty();
    }
    try {
      String key = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
      int end = key.indexOf(SEPARATOR);
      return Optional.of(new Location(key.substring(0, end), key.substring(end + 1)));
    } catch (IllegalArgumentException | IndexOutOfBoundsException notOurs) {
      throw new ProblemException(400, "field.invalid", "the cursor is one that was answered");
    }
  }

  private static String cursor(Location place) {
    String key = place.target() + SEPARATOR + place.namespace();
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(key.getBytes(StandardCharsets.UTF_8));
  }
}
