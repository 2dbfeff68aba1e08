package io.palimpsest.erasure.export;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Where bundles are kept until they are fetched or expire. */
public interface Bundles {
  /**
   * Opens a new bundle of a request; one that was there is gone. Closing the stream keeps it.
   *
   * @param scopes uids of the scope and of its parents
   */
  OutputStream create(UUID request, List<UUID> scopes, Instant expires);

  /** Lets the bundle be fetched once by who knows the token; an earlier link is void. */
  boolean link(UUID request, String tokenDigest, Instant until);

  /** Uses up a link: the request whose bundle it leads to, or empty. */
  Optional<UUID> use(String tokenDigest, Instant now);

  /** Writes the bundle to the stream. */
  void read(UUID request, OutputStream out) throws IOException;

  /** Destroys a bundle; false when there was none. */
  boolean destroy(UUID request);

  /** Requests whose bundles have expired. */
  List<UUID> expired(Instant now, int limit);

  /** Requests, but for one, that have a bundle of the scope or of something under it. */
  List<UUID> under(UUID scope, UUID except);
}
