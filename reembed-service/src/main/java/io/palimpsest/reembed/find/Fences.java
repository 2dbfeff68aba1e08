package io.palimpsest.reembed.find;

import java.util.Collection;
import java.util.UUID;

/** What is to be erased, as far as this process knows by now. */
@FunctionalInterface
public interface Fences {
  /** Whether any of the uids is fenced. */
  boolean isFenced(Collection<UUID> uids);
}
