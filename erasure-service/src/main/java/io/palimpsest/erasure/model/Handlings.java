package io.palimpsest.erasure.model;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where it is kept who works at which request. Every method is durable when it returns. */
public interface Handlings {
  /** Of these requests; who has none is missing. */
  Map<UUID, Handling> of(Collection<UUID> requests);

  /** Requests of one person, as many at most. */
  List<UUID> assignedTo(String keyId, int limit);

  /**
   * Gives a request to somebody.
   *
   * @param keyId null for nobody
   */
  void assign(UUID request, @Nullable String keyId);

  /** Appends what somebody did. */
  void add(UUID request, Handling.Act act);
}
