package io.palimpsest.erasure.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.palimpsest.access.ProblemException;
import io.palimpsest.erasure.demand.Demands;
import io.palimpsest.erasure.demand.Hold;
import io.palimpsest.erasure.model.Draft;
import io.palimpsest.erasure.model.ErasureRequest;
import io.palimpsest.erasure.model.InboxEnd;
import io.palimpsest.erasure.model.Plan;
import io.palimpsest.erasure.model.Standing;
import io.palimpsest.erasure.phase.Confirmation;
import io.palimpsest.erasure.phase.Resolution;
import io.palimpsest.erasure.phase.Samples;
import io.palimpsest.erasure.saga.Changes;
import io.palimpsest.erasure.saga.Gate;
import io.palimpsest.erasure.saga.Grace;
import io.palimpsest.erasure.saga.Ledger;
import io.palimpsest.erasure.saga.MemoryRequests;
import io.palimpsest.event.ErasureAction;
import io.palimpsest.event.ScopeType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What may come in between the question, the leave and the answer. */
class ReadmissionDeskTest {
  private static final Duration GRACE = Duration.ofSeconds(7);
  private static final List<InboxEnd> ENDS = List.of(new InboxEnd("inbox", 0, 12));

  /** How long after an attempt was journalled nothing of it can land any more. */
  private static final Duration OVER = Plan.Participation.ANSWER_TIME.plus(GRACE);

  private final MemoryRequests requests = new MemoryRequests();
  private final Plan plan = Samples.plan(ScopeType.TWIN);
  private final ErasureRequest erasure = confirmed("er_000000000001");
  private final ErasureRequest other = confirmed("er_000000000002");
  private final List<List<InboxEnd>> kept = new ArrayList<>();
  private Runnable meanwhile = () -> {};

  @BeforeEach
  void bothAreConfirmed() {
    requests.insert(erasure);
    requests.insert(other);
  }

  @Test
  void theSameEndsAreAnsweredAsOftenAsItIsAsked() {
    assertThat(admit(Samples.NOW)).isEqualTo(ENDS);
    assertThat(kept).as("outside the database before it is answered").contains(ENDS);
    assertThat(admit(Samples.NOW.plusSeconds(60))).isEqualTo(ENDS);
  }

  @Test
  void noLeaveIsStoredWhileAnotherRequestOfTheScopeMayDelete() {
    deletes(other);
    assertRefused(Samples.NOW.plus(OVER).minusMillis(1));
    assertThat(leaveIsStored()).isFalse();
    assertThat(admit(Samples.NOW.plus(OVER))).isEqualTo(ENDS);
  }

  @Test
  void whatAnotherRequestJournalledAfterTheFirstLookIsWaitedForBeforeAnybodyHearsOfTheLeave() {
    meanwhile = () -> deletes(other);
    assertRefused(Samples.NOW);
    assertThat(leaveIsStored()).as("it came after the first look").isTrue();
    meanwhile = () -> {};
    assertRefused(Samples.NOW.plus(OVER).minusMillis(1));
    assertThat(admit(Samples.NOW.plus(OVER))).isEqualTo(ENDS);
  }

  @Test
  void whatTheRequestItselfJournalledAfterTheFirstLookStopsTheLeave() {
    meanwhile = () -> deletes(erasure);
    assertRefused(Samples.NOW);
    assertThat(leaveIsStored()).isFalse();
  }

  /** Copies outside the database, by the ends in their leave. */
  private final class Kept implements Demands {
    @Override
    public void keep(UUID request) {
      requests
          .find(request)
          .map(found -> found.past().leave())
          .ifPresent(l -> kept.add(l.inboxEnds()));
    }

    @Override
    public void keep(Hold hold) {
      throw new UnsupportedOperationException();
    }
  }

  private List<InboxEnd> admit(Instant now) {
    Clock clock = Clock.fixed(now, ZoneOffset.UTC);
    Ledger ledger = new Ledger(requests, new Changes(), Gate.OPEN, clock);
    return new ReadmissionDesk(
            requests,
            ledger,
            () -> {
              meanwhile.run();
              return ENDS;
            },
            new Kept(),
            new Grace(GRACE),
            clock)
        .admit(erasure.ref(), "op");
  }

  private void assertRefused(Instant now) {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> admit(now))
        .satisfies(
            refused -> assertThat(refused.problem().code()).isEqualTo("readmission.delete_open"));
  }

  private boolean leaveIsStored() {
    return requests.find(erasure.id()).orElseThrow().past().leave() != null;
  }

  /** Journals an attempt to delete. */
  private void deletes(ErasureRequest request) {
    ErasureRequest read = requests.find(request.id()).orElseThrow();
    List<Plan.Participation> first = List.of(plan.participants().getFirst());
    ErasureRequest open =
        Draft.of(read, Samples.NOW).open(first, ErasureAction.ERASE, read.nextRound()).done();
    assertThat(requests.replace(open, null)).isPresent();
  }

  private ErasureRequest confirmed(String ref) {
    ErasureRequest received = Samples.received(ScopeType.TWIN, Standing.OWNER, false);
    ErasureRequest planned =
        Resolution.planned(
            Resolution.received(
                received.id(), ref, received.identity(), received.demand(), Samples.NOW),
            plan,
            Samples.NOW);
    return Confirmation.logged(
        Samples.concluded(planned, Samples.NOTHING_LEFT, null), 3, "{}", Samples.NOW);
  }
}
