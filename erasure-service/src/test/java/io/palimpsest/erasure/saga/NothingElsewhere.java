package io.palimpsest.erasure.saga;

import io.palimpsest.erasure.model.InboxEnds;
import io.palimpsest.erasure.plan.Absence;
import io.palimpsest.erasure.plan.AbsenceDirectory;
import io.palimpsest.event.ScopeType;
import java.util.List;

/** An ingest that is past its inbox and knows nothing. */
final class NothingElsewhere implements AbsenceDirectory {
  @Override
  public InboxEnds inboxEnds(ScopeType type) {
    return new InboxEnds("inbox", "topic", List.of(0L));
  }

  @Override
  public Absence absence(ScopeType type, List<String> ids, InboxEnds ends) {
    return new Absence.Settled(false, null, 0, null);
  }
}
