package io.palimpsest.ingest.entry;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.event.ScopeType;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DecisionsTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final UUID US = UUID.randomUUID();
  private static final Scope ORG = new Scope(ScopeType.ORGANIZATION, "org_1", UUID.randomUUID());
  private static final ScopePath PROFILE =
      ScopePath.root(ORG).child(new Scope(ScopeType.PROFILE, "prof_1", UUID.randomUUID()));

  private final Decisions decisions = new Decisions(Duration.ofSeconds(8));

  @Test
  void whatDoesNotExistIsCreatedAtRevisionOneAndIsDueForAnnouncement() {
    Head head = written(decide(null, upsert("a", Terms.PLAIN)));

    assertThat(head.revision()).isEqualTo(1);
    assertThat(head.announced()).isZero();
    assertThat(head.pending()).map(Pending::instance).contains(US);
    assertThat(head.key()).isEqualTo(ORG.uid() + "/port_1");
  }

  @Test
  void anotherStateRaisesTheRevisionByOneUnderTheSameUid() {
    Head first = written(decide(null, upsert("a", Terms.PLAIN)));

    Head second = written(decide(first, upsert("b", Terms.PLAIN)));

    assertThat(second.revision()).isEqualTo(2);
    assertThat(second.version()).isEqualTo(first.version() + 1);
    assertThat(second.uid()).isEqualTo(first.uid());
  }

  @Test
  void theSameStateChangesNothing() {
    Head first = written(decide(null, upsert("a", Terms.PLAIN)));

    assertThat(decide(first, upsert("a", Terms.PLAIN)))
        .isEqualTo(new Decision.Unchanged(first, false));
  }

  @Test
  void aStubKeepsUidAndRevisionsGoOn() {
    Head first = written(decide(null, upsert("a", Terms.PLAIN)));
    Head stub = written(decide(first, delete()));
    Head again = written(decide(stub, upsert("a", Terms.PLAIN)));

    assertThat(stub.deleted()).isTrue();
    assertThat(again.revision()).isEqualTo(3);
    assertThat(again.uid()).isEqualTo(first.uid());
    assertThat(decide(stub, delete())).isEqualTo(new Decision.Unchanged(stub, false));
    assertThat(refusal(decide(null, delete())).status()).isEqualTo(404);
  }

  @Test
  void aPreconditionSeesAStubAsAbsent() {
    Head first = written(decide(null, upsert("a", Terms.PLAIN)));
    Head stub = written(decide(first, delete()));

    assertThat(refusal(decide(first, upsert("b", when(new Precondition.Absent())))).status())
        .isEqualTo(412);
    assertThat(refusal(decide(stub, upsert("b", when(new Precondition.Exists())))).status())
        .isEqualTo(412);
    assertThat(refusal(decide(stub, upsert("b", when(at(2))))).status()).isEqualTo(412);
    assertThat(decide(stub, upsert("b", when(new Precondition.Absent()))))
        .isInstanceOf(Decision.Write.class);
    assertThat(decide(first, upsert("b", when(at(1))))).isInstanceOf(Decision.Write.class);
  }

  @Test
  void aRepeatUnderItsKeyIsAnsweredAsBeforeEvenWhenAnotherWroteSince() {
    Terms keyed = Terms.of(new Precondition.None(), Optional.of("key"));
    Head first = written(decide(null, upsert("a", keyed)));
    Head second = written(decide(first, upsert("b", Terms.PLAIN)));

    Decision repeat = decide(second, upsert("a", keyed));

    assertThat(repeat).isInstanceOf(Decision.Repeated.class);
    assertThat(((Decision.Repeated) repeat).first().revision()).isEqualTo(1);
    assertThat(refusal(decide(second, upsert("c", keyed))).code())
        .isEqualTo("idempotency.key_reused");
  }

  @Test
  void onlyTheLastKeysAreRemembered() {
    Head head = written(decide(null, upsert("0", keyed(0))));
    for (int n = 1; n <= Decisions.REMEMBERED_KEYS; n++) {
      head = written(decide(head, upsert("" + n, keyed(n))));
    }

    assertThat(head.keyUses()).hasSize(Decisions.REMEMBERED_KEYS);
    assertThat(decide(head, upsert("0", keyed(0)))).isInstanceOf(Decision.Write.class);
  }

  @Test
  void aRedeliveredInboxRecordIsDroppedAndUnchangedContentIsRememberedForThat() {
    Head first = written(decide(null, upsert("a", inbox(5))));
    assertThat(decide(first, upsert("b", inbox(5)))).isInstanceOf(Decision.Redelivered.class);
    assertThat(decide(first, upsert("b", inbox(4)))).isInstanceOf(Decision.Redelivered.class);

    Decision.Unchanged same = (Decision.Unchanged) decide(first, upsert("a", inbox(6)));
    assertThat(same.remember()).isTrue();
    Head byHttp = written(decide(same.next(), upsert("c", Terms.PLAIN)));
    assertThat(decide(byHttp, upsert("a", inbox(6)))).isInstanceOf(Decision.Redelivered.class);
    assertThat(decide(byHttp, upsert("a", inbox(7)))).isInstanceOf(Decision.Write.class);
  }

  @Test
  void nobodyWritesWhileAnotherInstanceMayStillBeAnnouncing() {
    Head first = written(decide(null, upsert("a", Terms.PLAIN)));
    Mint other =
        new Mint(UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID(), NOW.plusSeconds(7));
    Mint later =
        new Mint(UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID(), NOW.plusSeconds(8));

    assertThat(decisions.decide(first, upsert("b", Terms.PLAIN), other))
        .isInstanceOf(Decision.Busy.class);
    assertThat(decisions.decide(first, upsert("b", Terms.PLAIN), later))
        .isInstanceOf(Decision.Write.class);
    assertThat(decisions.decide(first.announcedNow(), upsert("b", Terms.PLAIN), other))
        .isInstanceOf(Decision.Write.class);
  }

  @Test
  void aLiveEntityDoesNotMoveButADeletedOneMayComeBackElsewhere() {
    Head first = written(decide(null, upsert("a", Terms.PLAIN)));
    ScopePath elsewhere =
        ScopePath.root(ORG).child(new Scope(ScopeType.PROFILE, "prof_2", UUID.randomUUID()));
    Change<String> moved = Terms.PLAIN.below(elsewhere, ORG, ScopeType.ITEM, "port_1", "b", "b");

    assertThat(refusal(decide(first, moved)).code()).isEqualTo("entity.moved");
    Head stub = written(decide(first, delete()));
    assertThat(written(decide(stub, moved)).path().scopes().get(1).id()).isEqualTo("prof_2");
  }

  @Test
  void aReplayNeverOverwritesWhatHasChangedSinceItArrived() {
    Head first = written(decide(null, upsert("a", Terms.PLAIN)));
    Head second = written(decide(first, upsert("b", Terms.PLAIN)));

    assertThat(refusal(decide(second, upsert("late", replay(Seen.of(first), false)))).code())
        .isEqualTo("submission.superseded");
    assertThat(written(decide(second, upsert("late", replay(Seen.of(second), false)))).revision())
        .isEqualTo(3);
    assertThat(written(decide(second, upsert("late", replay(Seen.of(first), true)))).revision())
        .isEqualTo(3);
    assertThat(refusal(decide(second, upsert("late", replay(Seen.NOTHING, false)))).code())
        .isEqualTo("submission.superseded");
  }

  @Test
  void aReplayIsBehindLaterRecordsOfItsPartitionAndComesOnce() {
    Head first = written(decide(null, upsert("a", Terms.PLAIN)));
    Head later = written(decide(first, upsert("b", inbox(8))));
    assertThat(refusal(decide(later, upsert("c", replay(Seen.of(later), false)))).code())
        .isEqualTo("submission.superseded");

    Head applied = written(decide(first, upsert("c", replay(Seen.of(first), false))));
    assertThat(decide(applied, upsert("c", replay(Seen.of(first), false))))
        .isEqualTo(new Decision.Redelivered(applied));
    Head forced = written(decide(later, upsert("c", replay(Seen.of(first), true))));
    assertThat(forced.inbox()).containsEntry(3, 8L);
  }

  @Test
  void aChangeThatWasDecidedOnAVersionMeetsNoOther() {
    Head first = written(decide(null, upsert("a", Terms.PLAIN).at(0)));
    assertThat(decide(first, upsert("b", Terms.PLAIN).at(0)))
        .isEqualTo(new Decision.Refused(Change.MOVED_ON));
    assertThat(decide(null, upsert("b", Terms.PLAIN).at(1)))
        .isEqualTo(new Decision.Refused(Change.MOVED_ON));
    assertThat(written(decide(first, upsert("b", Terms.PLAIN).at(1))).revision()).isEqualTo(2);
  }

  private static Terms replay(Seen seen, boolean forced) {
    return new Terms(
        new Precondition.None(), Optional.empty(), new Origin.Replay(3, 7, seen, forced, null));
  }

  private Decision decide(Head existing, Change<String> change) {
    return decisions.decide(
        existing, change, new Mint(UUID.randomUUID(), UUID.randomUUID(), US, NOW));
  }

  private static Head written(Decision decision) {
    assertThat(decision).isInstanceOf(Decision.Write.class);
    return ((Decision.Write) decision).next();
  }

  private static Refusal refusal(Decision decision) {
    assertThat(decision).isInstanceOf(Decision.Refused.class);
    return ((Decision.Refused) decision).refusal();
  }

  private static Change<String> upsert(String state, Terms terms) {
    return terms.below(PROFILE, ORG, ScopeType.ITEM, "port_1", state, state);
  }

  private static Change<String> delete() {
    return Terms.PLAIN.below(ScopePath.root(ORG), ORG, ScopeType.ITEM, "port_1", null, "");
  }

  private static Terms when(Precondition precondition) {
    return Terms.PLAIN.when(precondition);
  }

  private static Precondition at(long revision) {
    return new Precondition.AtRevision(Set.of(revision));
  }

  private static Terms keyed(int key) {
    return Terms.of(new Precondition.None(), Optional.of("key" + key));
  }

  private static Terms inbox(long offset) {
    return new Terms(new Precondition.None(), Optional.empty(), new Origin.Inbox(3, offset, null));
  }
}
