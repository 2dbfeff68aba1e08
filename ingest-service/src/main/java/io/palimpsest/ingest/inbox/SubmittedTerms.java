package io.palimpsest.ingest.inbox;

import io.palimpsest.ingest.entry.Origin;
import io.palimpsest.ingest.entry.Precondition;
import io.palimpsest.ingest.entry.Terms;
import io.palimpsest.ingest.entry.TextRules;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The terms of a submitted event. */
final class SubmittedTerms {
  private SubmittedTerms() {}

  static Terms of(@Nullable Long ifRevision, Origin origin) {
    if (ifRevision == null) {
      return new Terms(new Precondition.None(), Optional.empty(), origin);
    }
    if (ifRevision < 0) {
      throw TextRules.invalid("if_revision", "is 0 or above");
    }
    return new Terms(Precondition.ofRevision(ifRevision), Optional.empty(), origin);
  }
}
