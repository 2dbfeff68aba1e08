package io.palimpsest.erasure.export;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * One attempt to write the bundle of a request.
 *
 * @param id its own id, under which all that it writes is kept
 * @param request the request
 * @param scopes uids of the scope and of its parents, the scope last
 * @param expires when what it wrote is destroyed if it is not complete by then
 */
public record Attempt(UUID id, UUID request, List<UUID> scopes, Instant expires) {
  /** Copies the uids. */
  public Attempt {
    scopes = List.copyOf(scopes);
    if (scopes.isEmpty()) {
      throw new IllegalArgumentException("an export is of a scope");
    }
  }

  /** What the names of all bundles' keys begin with. */
  public static final String KEYS = "bundle:";

  /** Name of the key that opens the bundle. */
  public static String key(UUID id) {
    return KEYS + id;
  }
}
