package io.palimpsest.ingest.http;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param items at most as many as were asked for
 * @param nextCursor where the next page begins, or null at the end
 * @param <V> what is shown
 */
public record Page<V>(List<V> items, @Nullable String nextCursor) {
  /** Copies the list. */
  public Page {
    items = List.copyOf(items);
  }
}
