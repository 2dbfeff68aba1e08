package io.palimpsest.reembed.embed;

import io.palimpsest.fencing.Work;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;

/**
 * Vectors by tenant, model and text. Calls block; thread-safe. Whatever it throws says nothing of
 * the texts: they can always be embedded again.
 */
public interface EmbeddingCache {
  /** The vectors that are there. */
  Map<Passage, float[]> find(String model, Collection<Passage> passages);

  /** Puts vectors in one request that is announced to the work. */
  void put(String model, Map<Passage, float[]> vectors, Work work);

  /** Forgets vectors in one request that is announced to the work. */
  void forget(String model, Collection<Passage> passages, Work work);

  /** How many entries have one of the uids on their path. */
  long count(Collection<UUID> uids);

  /**
   * Deletes the entries that have one of the uids on their path, in one request that is announced
   * to the work; returns how many.
   */
  long delete(Collection<UUID> uids, Work work);
}
