package io.palimpsest.ingest.http;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of parked submissions.
 *
 * @param items submissions
 * @param nextCursor where the next page begins, or null at the end
 */
public record SubmissionPage(List<SubmissionView> items, @Nullable String nextCursor) {
  /** Copies the list. */
  public SubmissionPage {
    items = List.copyOf(items);
  }
}
