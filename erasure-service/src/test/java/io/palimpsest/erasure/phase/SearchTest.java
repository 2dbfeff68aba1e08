package io.palimpsest.erasure.phase;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.audit.EntryType;
import io.palimpsest.audit.Statement;
import io.palimpsest.erasure.model.ErasureRequest;
import io.palimpsest.erasure.model.InboxEnds;
import io.palimpsest.erasure.model.JournalLine;
import io.palimpsest.erasure.model.Standing;
import io.palimpsest.erasure.model.State;
import io.palimpsest.event.ErasureState;
import io.palimpsest.event.ScopeType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The way to an end that confirms nothing. */
class SearchTest {
  private static final InboxEnds ENDS = new InboxEnds("inbox", "one", List.of(3L, 0L));
  private static final InboxEnds NEWER = new InboxEnds("inbox", "two", List.of(0L, 0L));

  private final Planner planner =
      new Planner(new ApprovalPolicy(true), new PatrolPolicy(List.of()));
  private ErasureRequest request =
      Search.begun(Samples.received(ScopeType.TWIN, Standing.COMPLIANCE, false), ENDS, Samples.NOW);

  @Test
  void nothingAnywhereIsAnEndThatConfirmsNothingAndKeepsNoName() {
    look(new Findings.Nothing());

    assertThat(request.state().announced()).isEqualTo(ErasureState.NOTHING_FOUND);
    assertThat(request.ended()).isTrue();
    assertThat(request.confirmation()).isNull();
    assertThat(request.state().confirmation()).isEmpty();
    assertThat(request.demand().ids()).isEmpty();
    assertThat(said(request)).containsExactly(EntryType.REQUEST_RECEIVED, EntryType.NOTHING_FOUND);
    assertThat(next(Samples.NOW)).isEqualTo(new Step.Done());
    assertThat(planner.nextLook(request)).isEmpty();
    assertThat(Confirmation.logged(request, 7, "{}", Samples.NOW)).isSameAs(request);
    assertThat(Readmission.answer(request, Samples.NOW, Duration.ofSeconds(7)))
        .isEqualTo(Readmission.Answer.NOT_CONFIRMED);
  }

  @Test
  void whileIngestIsBehindNothingIsSaidAndTheSameEndsAreAskedForAgain() {
    assertThat(next(Samples.NOW)).isEqualTo(new Step.Search(ENDS));
    look(new Findings.Behind());

    Instant again = Samples.NOW.plus(Search.PAUSE);
    assertThat(next(Samples.NOW)).isEqualTo(new Step.Await(Step.Awaited.INBOX, again));
    assertThat(next(again)).isEqualTo(new Step.Search(ENDS));
    assertThat(said(request)).containsExactly(EntryType.REQUEST_RECEIVED);
  }

  @Test
  void anInboxThatWasMadeAnewIsWaitedForAnew() {
    look(new Findings.Renewed(NEWER));
    assertThat(next(Samples.NOW)).isEqualTo(new Step.Search(NEWER));
  }

  @Test
  void whatIsRegisteredMeanwhileIsPlanned() {
    look(new Findings.Registered());
    assertThat(next(Samples.NOW)).isEqualTo(new Step.Resolve());
  }

  @Test
  void dataWithoutAnOwnerIsNoEndAndIsFlaggedUntilItIsSeenTo() {
    look(new Findings.Ownerless(2, true, false));
    look(new Findings.Ownerless(2, true, false));

    assertThat(request.ended()).isFalse();
    assertThat(request.flags()).containsExactly("WITHOUT_OWNER");
    assertThat(request.journal())
        .filteredOn(line -> line.what().equals("search.without_owner"))
        .extracting(JournalLine::detail)
        .containsExactly("parked=2,stored=true,forgotten=false");
    assertThat(next(Samples.NOW))
        .isEqualTo(new Step.Await(Step.Awaited.INBOX, Samples.NOW.plus(Search.LONG_PAUSE)));

    look(new Findings.Nothing());
    assertThat(request.flags()).isEmpty();
    assertThat(request.state()).isEqualTo(new State.NothingFound());
  }

  @Test
  void whatAnErasureIsRememberedOfIsLeftToItAndCheckedByUidAlone() {
    Covering.Cover cover = new Covering.Cover(UUID.randomUUID(), "er_5b0c2f9d11bb");
    look(new Findings.ErasedBefore(cover, Samples.plan(ScopeType.CREATOR).handedOn(List.of())));

    assertThat(request.state()).isEqualTo(new State.Attached(cover.id()));
    assertThat(request.planned().namespaces()).isEmpty();
    assertThat(request.planned().scope().id()).isEmpty();
    assertThat(said(request)).containsExactly(EntryType.REQUEST_RECEIVED, EntryType.ATTACHED);
  }

  @Test
  void aSearchCanBeTakenBack() {
    assertThat(request.state().revocable()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aDryRunLeavesNoEntryButItsPlan(boolean found) {
    ErasureRequest dry = Samples.received(ScopeType.TWIN, Standing.COMPLIANCE, true);
    dry =
        found
            ? Resolution.planned(dry, Samples.plan(ScopeType.TWIN), Samples.NOW)
            : Search.looked(
                Search.begun(dry, ENDS, Samples.NOW), new Findings.Nothing(), Samples.NOW);

    assertThat(dry.ended()).isTrue();
    assertThat(said(dry)).containsExactlyElementsOf(found ? List.of(EntryType.PLANNED) : List.of());
    assertThat(dry.outbox().statements()).isEqualTo(found ? 1 : 0);
  }

  @Test
  void aPreviewForgetsItsNamesAfterADayAndKeepsItsCaseReference() {
    ErasureRequest dry =
        Resolution.planned(
            Samples.received(ScopeType.TWIN, Standing.COMPLIANCE, true),
            Samples.plan(ScopeType.TWIN),
            Samples.NOW);
    Instant end = Samples.NOW.plus(Preview.KEPT);
    assertThat(planner.nextLook(dry)).contains(end);
    assertThat(planner.next(dry, situation(end.minusMillis(1)))).isEqualTo(new Step.Done());
    assertThat(planner.next(dry, situation(end))).isEqualTo(new Step.Forget());

    ErasureRequest forgotten = Preview.forgotten(dry, end);

    assertThat(forgotten.demand().ids()).isEmpty();
    assertThat(forgotten.demand().externalReference()).isEqualTo("case-7");
    assertThat(forgotten.planned().namespaces()).isEmpty();
    assertThat(forgotten.planned().scope().id()).isEmpty();
    assertThat(forgotten.settled()).isFalse();
    assertThat(planner.nextLook(forgotten)).isEmpty();
    assertThat(planner.next(forgotten, situation(end))).isEqualTo(new Step.Done());
    assertThat(Preview.forgotten(forgotten, end)).isSameAs(forgotten);
  }

  private void look(Findings findings) {
    request = Search.looked(request, findings, Samples.NOW);
  }

  private Step next(Instant now) {
    return planner.next(request, situation(now));
  }

  private static Situation situation(Instant now) {
    return new Situation(() -> false, Optional.empty(), now, Duration.ofSeconds(30));
  }

  private static List<EntryType> said(ErasureRequest request) {
    return Samples.said(request).stream().map(Statement::type).toList();
  }
}
