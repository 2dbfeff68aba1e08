package io.palimpsest.ingest.erase;

import io.palimpsest.event.ScopeType;
import io.palimpsest.ingest.entry.Head;
import io.palimpsest.ingest.entry.Scope;
import io.palimpsest.ingest.inbox.ClaimedScope;
import io.palimpsest.ingest.inbox.Submissions;
import io.palimpsest.ingest.item.PortfolioItem;
import io.palimpsest.ingest.store.EntryStore;
import io.palimpsest.ingest.write.Shelf;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.ToLongFunction;

/**
 * Submissions that are parked at the door. They are found by the uids that were live when they were
 * parked, and by what they claim: an item is the same whatever profile a submission names for it,
 * so those of a profile's items are the profile's, too.
 */
@Singleton
final class SubmissionsParticipant implements Participant {
  private static final int PAGE = 500;

  private final Submissions submissions;
  private final EntryStore<PortfolioItem> items;
  private final Names names;

  SubmissionsParticipant(Submissions submissions, Shelf<PortfolioItem> items, Names names) {
    this.submissions = submissions;
    this.items = items.store();
    this.names = names;
  }

  @Override
  public String name() {
    return "ingest.submissions";
  }

  /** One that two claims of the scope find counts twice; none counts as none. */
  @Override
  public long count(Target target) {
    long byUid = submissions.count(target.self().uid());
    long byClaim = each(target, claimed -> submissions.count(claimed, target.self().uid()));
    return names.leadTo(target) ? byUid + byClaim : byUid;
  }

  @Override
  public long erase(Target target, String requestRef, Works works) {
    UUID uid = target.self().uid();
    long byUid = works.all(work -> submissions.erase(uid, Works.PAGE, work));
    return byUid
        + each(
            target,
            claimed ->
                works.all(
                    work ->
                        submissions.erase(claimed, () -> names.leadTo(target), Works.PAGE, work)));
  }

  @Override
  public String method() {
    return "delete_by_uid_or_claim";
  }

  private long each(Target target, ToLongFunction<ClaimedScope> action) {
    if (!target.isNamed()) {
      return 0;
    }
    long sum = action.applyAsLong(claim(target));
    if (target.self().type() != ScopeType.PROFILE) {
      return sum;
    }
    String after = "";
    List<Head> page = items.headsUnder(target.under(), after, PAGE);
    while (!page.isEmpty()) {
      sum += action.applyAsLong(ofItems(target, page.stream().map(Head::id).toList()));
      after = page.getLast().key();
      page = items.headsUnder(target.under(), after, PAGE);
    }
    return sum;
  }

  private static ClaimedScope claim(Target target) {
    Scope self = target.self();
    Optional<String> parent =
        target.path().size() > 1 && self.type() != ScopeType.ITEM
            ? Optional.of(target.path().get(1).id())
            : Optional.empty();
    List<String> entities = target.isEntity() ? List.of(self.id()) : List.of();
    return new ClaimedScope(!target.isPortfolio(), target.tenant().id(), parent, entities);
  }

  private static ClaimedScope ofItems(Target target, List<String> ids) {
    return new ClaimedScope(!target.isPortfolio(), target.tenant().id(), Optional.empty(), ids);
  }
}
