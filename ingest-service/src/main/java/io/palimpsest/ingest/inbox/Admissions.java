package io.palimpsest.ingest.inbox;

import io.palimpsest.ingest.entry.Refusal;
import io.palimpsest.ingest.entry.RefusedException;
import io.palimpsest.ingest.entry.ScopePath;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Whether the admission that a producer was told still is the live one. */
final class Admissions {
  private Admissions() {}

  /** Refuses an admission that none of the parents has any more. */
  static void check(@Nullable UUID told, ScopePath parents) {
    if (told != null && !parents.uids().contains(told)) {
      throw new RefusedException(
          Refusal.ofField(
              409, "admission.stale", "admission", "is the uid of a parent that is live now"));
    }
  }
}
