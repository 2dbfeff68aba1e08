package io.palimpsest.erasure.plan;

import io.palimpsest.erasure.model.InboxEnds;
import io.palimpsest.event.ScopeType;
import java.util.List;

/** Ingest, asked for scopes that its registry does not know. */
public interface AbsenceDirectory {
  /**
   * Where the inbox ends now by which scopes of the kind come in.
   *
   * @throws DirectoryUnavailableException when it cannot be asked now; try again
   */
  InboxEnds inboxEnds(ScopeType type);

  /**
   * What there is of a scope once the inbox is settled up to the ends.
   *
   * @throws DirectoryUnavailableException when it cannot be asked now; try again
   */
  Absence absence(ScopeType type, List<String> ids, InboxEnds ends);
}
