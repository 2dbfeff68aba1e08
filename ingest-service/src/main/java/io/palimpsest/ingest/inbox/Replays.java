package io.palimpsest.ingest.inbox;

import io.palimpsest.fencing.Work;
import io.palimpsest.ingest.entry.Origin;
import io.palimpsest.ingest.entry.Outcome;
import io.palimpsest.ingest.entry.Refusal;
import io.palimpsest.ingest.inbox.ParkedSubmission.Place;
import io.palimpsest.ingest.registry.Caller;
import io.palimpsest.ingest.vault.Vault;
import io.palimpsest.ingest.write.GuardedWork;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;

/** Takes parked submissions up again, on somebody's word. */
@Singleton
public final class Replays {
  private static final Refusal UNREADABLE =
      Refusal.of(
          409,
          "submission.unreadable",
          "The key of this submission is not there; it can only be dropped.");

  private final List<Inbox<?, ?>> inboxes;
  private final Judge judge;
  private final Submissions submissions;
  private final GuardedWork guarded;
  private final DropNews news;

  Replays(
      ItemInbox items,
      SourceInbox sources,
      Judge judge,
      Submissions submissions,
      GuardedWork guarded,
      DropNews news) {
    this.inboxes = List.of(items, sources);
    this.judge = judge;
    this.submissions = submissions;
    this.guarded = guarded;
    this.news = news;
  }

  /**
   * Applies a submission; once it was accepted it is parked no more. It keeps the order of its
   * arrival: what has been changed since is newer, and is not overwritten.
   *
   * @param forced whether what is newer is overwritten all the same
   */
  public Outcome replay(ParkedSubmission parked, Caller vouching, boolean forced) {
    Inbox<?, ?> inbox =
        inboxes.stream()
            .filter(one -> one.topic() == parked.place().topic())
            .findFirst()
            .orElseThrow();
    Outcome outcome =
        parked
            .payload()
            .map(payload -> apply(inbox, parked, payload, vouching, forced))
            .orElseGet(() -> new Outcome.Refused(UNREADABLE));
    if (outcome instanceof Outcome.Accepted) {
      run(parked, work -> submissions.remove(parked.id(), work));
    }
    return outcome;
  }

  /**
   * Gives a submission up for good; the log is told by whom.
   *
   * @param by key id of who does
   * @throws io.palimpsest.ingest.entry.RefusedException when it is of a scope that is being erased:
   *     then that drops it
   */
  public void giveUp(ParkedSubmission parked, String by) {
    DropNews.Told told = news.told(parked, by);
    run(parked, work -> submissions.giveUp(parked.id(), told, work));
  }

  private void run(ParkedSubmission parked, Function<Work, Boolean> removal) {
    boolean unused =
        guarded.run(parked.uids().isEmpty() ? List.of(Vault.SYSTEM) : parked.uids(), removal);
  }

  private <E extends SpecificRecord, S> Outcome apply(
      Inbox<E, S> inbox, ParkedSubmission parked, byte[] payload, Caller vouching, boolean forced) {
    Place place = parked.place();
    InboxRecord submitted =
        new InboxRecord(place, parked.parkedAt(), Optional.empty(), Optional.empty(), payload);
    Origin.Replay origin =
        new Origin.Replay(place.partition(), place.offset(), parked.seen(), forced, null);
    return switch (judge.judge(inbox, submitted, vouching, origin)) {
      case Verdict.Apply<S> apply -> inbox.apply(List.of(apply.change())).getFirst();
      case Verdict.Refuse<S> refuse -> new Outcome.Refused(refuse.refusal());
    };
  }
}
