package io.palimpsest.reembed.route;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.palimpsest.vectorstore.VectorValues;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * Log sequence numbers of the latest writes of this instance, where the store says them. Bounded:
 * whatever is forgotten, or was written by another instance, is read back instead. Thread-safe.
 */
public final class Watermarks {
  private record Written(long revision, long lsn) {}

  private final Cache<UUID, Written> latest;

  private final VectorValues probe;

  /**
   * @param size entities that are remembered at most
   * @param dimension length of the index's vectors
   */
  public Watermarks(int size, int dimension) {
    float[] values = new float[dimension];
    values[0] = 1;
    this.probe = VectorValues.of(values);
    this.latest = Caffeine.newBuilder().maximumSize(size).build();
  }

  /** A revision's last request was acknowledged with this number. */
  public void written(UUID entity, long revision, long lsn) {
    latest.put(entity, new Written(revision, lsn));
  }

  /** A vector to ask with, where the answer's matches do not matter. */
  VectorValues probe() {
    return probe;
  }

  /** The number of that very revision, if it is known. */
  OptionalLong of(UUID entity, long revision) {
    Written written = latest.getIfPresent(entity);
    return written != null && written.revision() == revision
        ? OptionalLong.of(written.lsn())
        : OptionalLong.empty();
  }
}
