package io.palimpsest.ingest.erase;

import io.palimpsest.event.ScopeType;
import io.palimpsest.ingest.entry.Scope;
import io.palimpsest.ingest.submission.SubmissionScope;
import io.palimpsest.ingest.submission.Submissions;
import io.palimpsest.topic.Topic;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** Submissions that are parked at the door. */
@Singleton
final class SubmissionsParticipant implements Participant {
  private final Submissions submissions;

  SubmissionsParticipant(Submissions submissions) {
    this.submissions = submissions;
  }

  @Override
  public String name() {
    return "ingest.submissions";
  }

  @Override
  public long count(Target target) {
    return submissions.count(scope(target));
  }

  @Override
  public long erase(Target target, String requestRef, Works works) {
    return works.all(work -> submissions.erase(scope(target), Works.PAGE, work));
  }

  @Override
  public String method() {
    return "delete_by_uid_or_claim";
  }

  private static SubmissionScope scope(Target target) {
    List<Scope> path = target.path();
    return new SubmissionScope(
        target.self().uid(),
        target.isPortfolio() ? Topic.INBOX_PORTFOLIO : Topic.INBOX_SOURCES,
        target.tenant().id(),
        target.self().type() != ScopeType.ITEM && path.size() > 1
            ? Optional.of(path.get(1).id())
            : Optional.empty(),
        path.size() > 2 ? Optional.of(path.get(2).id()) : Optional.empty());
  }
}
