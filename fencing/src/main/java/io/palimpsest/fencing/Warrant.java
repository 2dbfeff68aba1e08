package io.palimpsest.fencing;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/**
 * What the right to delete a scope rests on, as a proven task says it: other work requires that its
 * scope is not fenced, this requires that it is.
 *
 * @param path uids of the scope and of its parents: the fence of any of them covers the scope
 * @param fence sequence of that fence
 * @param expiry when the right ends; nothing is sent after it
 */
public record Warrant(Collection<UUID> path, long fence, Instant expiry) {
  /** Copies the uids; refuses a warrant for nothing. */
  public Warrant {
    path = List.copyOf(path);
    if (path.isEmpty()) {
      throw new IllegalArgumentException("a warrant names a scope");
    }
  }
}
