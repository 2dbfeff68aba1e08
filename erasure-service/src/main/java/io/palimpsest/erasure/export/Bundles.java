package io.palimpsest.erasure.export;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Bundles until they are fetched or expire, each sealed under a key of its own. */
public interface Bundles {
  /**
   * Begins an attempt. It is noted when this returns; it is no bundle before {@link #complete}.
   *
   * @return takes the bytes in clear; to be closed
   * @throws IOException when nothing may be written for it now, or a write failed
   */
  OutputStream begin(Attempt attempt) throws IOException;

  /**
   * The attempt, whose stream was closed, is the bundle of its request from now on.
   *
   * @param expires when it is destroyed if nobody fetches it
   * @throws IOException when it was destroyed meanwhile, or nothing may be written for it
   */
  void complete(Attempt attempt, Instant expires) throws IOException;

  /** Lets the bundle be fetched once by who knows the token; an earlier link is void. */
  boolean link(UUID request, String tokenDigest, Instant until);

  /** Uses up a link: the attempt whose bundle it leads to, or empty. */
  Optional<UUID> use(String tokenDigest, Instant now);

  /**
   * Writes the bundle to the stream.
   *
   * @throws IOException when it is not whole or was destroyed; the stream has a part of it then
   */
  void read(UUID attempt, OutputStream out) throws IOException;
}
