package io.palimpsest.ingest.inbox;

import io.palimpsest.ingest.entry.Outcome;
import io.palimpsest.ingest.registry.Caller;
import io.palimpsest.ingest.submission.ParkedSubmission;
import io.palimpsest.ingest.submission.Submissions;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;

/** Takes parked submissions up again, on somebody's word. */
@Singleton
public final class Replays {
  private final List<Inbox<?, ?>> inboxes;
  private final Judge judge;
  private final Submissions submissions;

  Replays(ItemInbox items, SourceInbox sources, Judge judge, Submissions submissions) {
    this.inboxes = List.of(items, sources);
    this.judge = judge;
    this.submissions = submissions;
  }

  /** Applies a submission; once it was accepted it is parked no more. */
  public Outcome replay(ParkedSubmission parked, Caller vouching) {
    Inbox<?, ?> inbox =
        inboxes.stream()
            .filter(one -> one.topic() == parked.place().topic())
            .findFirst()
            .orElseThrow();
    Outcome outcome = apply(inbox, parked, vouching);
    if (outcome instanceof Outcome.Accepted) {
      submissions.remove(parked.id());
    }
    return outcome;
  }

  private <E extends SpecificRecord, S> Outcome apply(
      Inbox<E, S> inbox, ParkedSubmission parked, Caller vouching) {
    InboxRecord submitted =
        new InboxRecord(parked.place(), parked.parkedAt(), Optional.empty(), parked.payload());
    return switch (judge.judge(inbox, submitted, vouching)) {
      case Verdict.Apply<S> apply -> inbox.apply(List.of(apply.change())).getFirst();
      case Verdict.Refuse<S> refuse -> new Outcome.Refused(refuse.refusal());
    };
  }
}
