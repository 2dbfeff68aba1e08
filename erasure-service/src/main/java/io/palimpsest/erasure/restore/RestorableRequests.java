package io.palimpsest.erasure.restore;

import io.palimpsest.erasure.model.ErasureRequest;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;

/** The requests as the gate sees them. Every method is durable when it returns. */
public interface RestorableRequests {
  /** A request in brief. */
  record Brief(UUID id, String ref, long version) {}

  /** All requests that the database has. */
  List<Brief> briefs();

  /**
   * Stores a request in place of the one that was compared, one version further.
   *
   * @param compared version of that one; empty when there was none
   * @return false when it was changed meanwhile
   */
  boolean put(ErasureRequest next, OptionalLong compared, Instant lookAt);

  /** Nobody looks at the request by itself any more. */
  void rest(UUID id);
}
