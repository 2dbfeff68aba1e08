package io.palimpsest.reembed.find;

import io.palimpsest.vectorstore.VectorStoreException;
import java.time.Duration;
import java.util.List;

/** What became of asking one namespace. */
public sealed interface Reply {
  /** Where. */
  Place place();

  /** How long it took. */
  Duration took();

  /**
   * It answered.
   *
   * @param found what may be shown
   * @param leaked matches of another tenant, dropped
   * @param stale matches of another model, dropped
   */
  record Answered(Place place, Duration took, List<Found> found, int leaked, int stale)
      implements Reply {
    /** Copies the list. */
    public Answered {
      found = List.copyOf(found);
    }
  }

  /**
   * It did not.
   *
   * @param cause why
   */
  record Failed(Place place, Duration took, VectorStoreException cause) implements Reply {}
}
