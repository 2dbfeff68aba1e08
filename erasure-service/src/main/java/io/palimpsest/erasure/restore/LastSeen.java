package io.palimpsest.erasure.restore;

import java.time.Instant;
import java.util.Optional;

/** A time that lies in the database itself: a copy of the database has that of the copy. */
public interface LastSeen {
  /** When the database was last known to be whole; empty for a database that never was. */
  Optional<Instant> at();

  /** It is whole now. */
  void now(Instant now);
}
