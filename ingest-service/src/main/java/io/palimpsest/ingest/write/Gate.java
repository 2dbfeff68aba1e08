package io.palimpsest.ingest.write;

import io.palimpsest.fencing.Admission;
import java.util.Collection;
import java.util.UUID;

/** Asks whether content of a scope may be written. */
public interface Gate {
  /** Asks to write content of these scopes; never waits. */
  Admission admit(Collection<UUID> uids);

  /** Whether any of the scopes is known to be fenced. */
  boolean isFenced(Collection<UUID> uids);
}
