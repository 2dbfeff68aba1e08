package io.palimpsest.erasure.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.audit.EntryType;
import io.palimpsest.audit.Statement;
import io.palimpsest.erasure.model.ErasureRequest;
import io.palimpsest.erasure.model.Outgoing;
import io.palimpsest.erasure.model.Standing;
import io.palimpsest.erasure.model.State;
import io.palimpsest.erasure.phase.Confirmation;
import io.palimpsest.erasure.phase.Fencing;
import io.palimpsest.erasure.phase.Resolution;
import io.palimpsest.erasure.phase.Samples;
import io.palimpsest.erasure.restore.Comparison.Outside;
import io.palimpsest.event.ScopeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What a database of any age is made whole by. */
class ComparisonTest {
  private static final Instant LATER = Samples.NOW.plusSeconds(600);

  private final ErasureRequest received =
      Samples.received(ScopeType.CREATOR, Standing.OWNER, false);
  private final ErasureRequest planned =
      Resolution.planned(received, Samples.plan(ScopeType.CREATOR), Samples.NOW).raised();
  private final ErasureRequest fencing = Fencing.intended(planned, 1, Samples.NOW).raised();
  private final ErasureRequest concluded =
      Samples.concluded(fencing, Samples.NOTHING_LEFT, null).raised();

  @Test
  void aDatabaseThatHasAllThereIsStaysAsItIs() {
    assertThat(find(Optional.of(fencing), new Outside.None(), told(1, false)))
        .isInstanceOf(Finding.Whole.class);
    assertThat(find(Optional.of(fencing), new Outside.Open(received), told(2, false)))
        .isInstanceOf(Finding.Whole.class);
  }

  @Test
  void aRequestThatTheDatabaseNeverHadGoesOnFromItsCopy() {
    ErasureRequest next = replayed(Optional.empty(), new Outside.Open(fencing), told(-1, false));
    assertThat(next.state()).isInstanceOf(State.Fencing.class);
    assertThat(next.plan()).isEqualTo(fencing.plan());
    assertThat(types(next)).endsWith(EntryType.RESTORE_REPLAYED);
  }

  @Test
  void ofDocumentAndCopyTheLaterOneIsGoneOnWith() {
    assertThat(replayed(Optional.of(planned), new Outside.Open(fencing), told(-1, false)).state())
        .isInstanceOf(State.Fencing.class);
    assertThat(find(Optional.of(fencing), new Outside.Open(planned), told(-1, false)))
        .isInstanceOf(Finding.Whole.class);
  }

  @Test
  void statementsAreNumberedOnBehindTheLogAndNoneIsToldTwice() {
    ErasureRequest next = replayed(Optional.of(fencing), new Outside.None(), told(11, true));
    assertThat(numbers(next)).containsExactly(12L);
    assertThat(next.outbox().statements()).isEqualTo(13);
    ErasureRequest partly =
        replayed(Optional.of(planned), new Outside.Open(fencing), told(1, false));
    assertThat(numbers(partly))
        .as("what the log lacks is told in its own bytes, then the next")
        .containsExactly(2L, 3L);
    assertThat(json(partly)).contains(json(fencing).getLast());
  }

  @Test
  void anEndThatTheLogConfirmsIsTheEnd() {
    long last = concluded.outbox().statements() - 1;
    Told told =
        new Told(last, true, Optional.of(new Told.Confirmed(41, last, () -> "{\"entry\":1}")));
    ErasureRequest next = replayed(Optional.of(planned), new Outside.Open(concluded), told);
    assertThat(next.state()).isEqualTo(new State.ConfirmedLive(41));
    assertThat(next.confirmation()).isEqualTo("{\"entry\":1}");
    assertThat(replayed(Optional.of(concluded), new Outside.None(), told).state())
        .as("the entry was read by nobody since the copy was made")
        .isEqualTo(new State.ConfirmedLive(41));
  }

  @Test
  void anEndThatTheDatabaseHasIsNotReadAgain() {
    long last = concluded.outbox().statements() - 1;
    ErasureRequest ended = Confirmation.logged(concluded, 41, "{}", Samples.NOW).raised();
    AtomicInteger read = new AtomicInteger();
    Told told =
        new Told(
            last, true, Optional.of(new Told.Confirmed(41, last, () -> "{}" + read.addAndGet(1))));

    assertThat(find(Optional.of(ended), new Outside.None(), told))
        .isInstanceOf(Finding.Whole.class);
    assertThat(read).hasValue(0);
    assertThat(replayed(Optional.of(concluded), new Outside.None(), told).confirmation())
        .as("positive control")
        .isEqualTo("{}1");
  }

  @Test
  void anEndThatTheLogHasNotYetIsNotTakenFromAnOlderOne() {
    Told told = new Told(0, true, Optional.of(new Told.Confirmed(41, 0, () -> "{}")));
    ErasureRequest next = replayed(Optional.empty(), new Outside.Open(concluded), told);
    assertThat(next.state()).isInstanceOf(State.Verified.class);
    assertThat(types(next)).contains(EntryType.CONFIRMED_LIVE);
  }

  @Test
  void whatCannotBeMadeAgainIsLostAndNeverEnded() {
    assertThat(find(Optional.empty(), new Outside.None(), told(3, true)))
        .isEqualTo(new Finding.Lost("copy.none"));
    assertThat(find(Optional.empty(), new Outside.Shut(3), told(3, true)))
        .isEqualTo(new Finding.Lost("copy.shut"));
    assertThat(find(Optional.of(received), new Outside.Shut(3), told(3, true)))
        .as("older than what nobody can open")
        .isEqualTo(new Finding.Lost("copy.shut"));
    assertThat(find(Optional.of(received), new Outside.None(), told(3, true)))
        .as("fenced, and nobody knows which scope its name meant")
        .isEqualTo(new Finding.Lost("plan.none"));
  }

  private static Finding find(Optional<ErasureRequest> document, Outside outside, Told told) {
    return Comparison.of(document, outside, told, LATER);
  }

  private static ErasureRequest replayed(
      Optional<ErasureRequest> document, Outside outside, Told told) {
    return ((Finding.Replayed) find(document, outside, told)).next();
  }

  private static Told told(long last, boolean fenced) {
    return new Told(last, fenced, Optional.empty());
  }

  private static List<String> json(ErasureRequest request) {
    return request.outbox().waiting().stream()
        .filter(Outgoing.Logged.class::isInstance)
        .map(waiting -> ((Outgoing.Logged) waiting).json())
        .toList();
  }

  private static List<Statement> waiting(ErasureRequest request) {
    return request.outbox().waiting().stream()
        .filter(Outgoing.Logged.class::isInstance)
        .map(outgoing -> ((Outgoing.Logged) outgoing).statement())
        .toList();
  }

  private static List<Long> numbers(ErasureRequest request) {
    return waiting(request).stream().map(Statement::seq).toList();
  }

  private static List<EntryType> types(ErasureRequest request) {
    return waiting(request).stream().map(Statement::type).toList();
  }
}
