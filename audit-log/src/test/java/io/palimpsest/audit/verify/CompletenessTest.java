package io.palimpsest.audit.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.audit.AuditField;
import io.palimpsest.audit.AuditSource;
import io.palimpsest.audit.EntryType;
import io.palimpsest.audit.Statement;
import io.palimpsest.audit.verify.Finding.Weight;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a log has to say of each request, and what is said when it does not. */
class CompletenessTest {
  private static final Instant DUE = SampleLog.START.plus(Duration.ofDays(31));
  private static final Instant LONG_AFTER = DUE.plus(Duration.ofDays(60));

  private final Findings findings = new Findings();
  private final List<Statement> whole = SampleLog.request(0);

  @Test
  void aWholeRequestOwesNothing() {
    assertThat(close(whole, LONG_AFTER)).isEqualTo(new Report.Requests(1, 0, 0, 0));
    assertThat(findings.first()).isEmpty();
  }

  @Test
  void aRequestThatIsUnderWayIsNoFaultUntilItIsDue() {
    assertThat(close(whole.subList(0, 6), DUE)).isEqualTo(new Report.Requests(0, 0, 1, 0));
    assertThat(findings.first()).isEmpty();
  }

  @Test
  void aRequestThatDidNotEndInTimeIsAFault() {
    close(whole.subList(0, 6), LONG_AFTER);
    assertUnkept("was due " + DUE + " and has not ended");
  }

  @Test
  void aRequestThatEndedTooLateIsAFault() {
    close(later(whole, 8, LONG_AFTER), LONG_AFTER);
    assertUnkept("was due " + DUE + " and ended " + LONG_AFTER);
  }

  @Test
  void anExtensionMovesTheDueDate() {
    List<Statement> extended = later(inserted(EntryType.DEADLINE_EXTENDED, 2), 9, LONG_AFTER);
    extended.set(2, extended.get(2).with(AuditField.DEADLINE, LONG_AFTER.plusSeconds(1)));
    close(extended, LONG_AFTER);
    assertThat(findings.first()).isEmpty();
  }

  @Test
  void whatIsHeldIsReportedAndNoFault() {
    List<Statement> held = inserted(EntryType.HELD, 2).subList(0, 5);
    assertThat(close(held, LONG_AFTER)).isEqualTo(new Report.Requests(0, 0, 1, 1));
    assertNoted("is held, and was due " + DUE);
  }

  @Test
  void whatWasHeldWhenItWasDueMayEndLater() {
    List<Statement> held = inserted(EntryType.RELEASED, 2);
    Instant released = DUE.plusSeconds(60);
    held.set(2, at(held.get(2), released));
    held.add(2, renumbered(next(EntryType.HELD, 2), 2));
    close(later(renumbered(held), 10, released.plusSeconds(5)), LONG_AFTER);
    assertNoted("was due " + DUE + ", was held then");
  }

  @Test
  void aMissingStatementIsAGapInTheNumbersOfItsSource() {
    List<Statement> gap = new ArrayList<>(whole);
    gap.remove(4);
    close(gap, LONG_AFTER);
    assertThat(findings.first())
        .contains(
            new Finding(
                Weight.UNKEPT, "entry 4", "its source goes on with number 5 where 4 is next"));
  }

  @Test
  void anIntentWithoutAnOutcomeIsAFaultOnceItsRequestIsConfirmed() {
    List<Statement> undone = new ArrayList<>(whole);
    undone.remove(6);
    close(renumbered(undone), LONG_AFTER);
    assertUnkept("entry 7 confirms, and 1 intents have no outcome");
  }

  @Test
  void anOutcomeWithoutItsIntentIsAFault() {
    List<Statement> unsaid = new ArrayList<>(whole);
    unsaid.remove(5);
    close(renumbered(unsaid), LONG_AFTER);
    assertUnkept("entry 5 is the outcome of an intent that was not logged");
  }

  @Test
  void aConfirmationNeedsZerosAndAControlThatWasFound() {
    close(changed(8, it -> it.with(AuditField.REMAINING, 1)), LONG_AFTER);
    assertUnkept("entry 8 confirms although something remains");
    close(changed(8, it -> it.with(AuditField.CONTROL_PASSED, false)), LONG_AFTER);
    assertUnkept("entry 8 confirms although the control was not passed");
    close(changed(7, it -> it.with(AuditField.REMAINING, 2)), LONG_AFTER);
    assertUnkept("entry 8 confirms what was not verified as gone");
    close(changed(7, it -> it.with(AuditField.CONTROL_PASSED, false)), LONG_AFTER);
    assertUnkept("entry 7: the control was not found, so its zeros show nothing");
    close(changed(8, it -> it.with(AuditField.SCOPE, "0".repeat(64))), LONG_AFTER);
    assertUnkept("entry 8 confirms another scope than was asked for");
  }

  @Test
  void whatCameBackHasToBeRemovedAgain() {
    List<Statement> back = new ArrayList<>(whole);
    back.add(next(EntryType.RESURRECTION_DETECTED, 9));
    close(back, LONG_AFTER);
    assertUnkept("something came back, and nothing says that it was removed");

    int before = findings.first().size();
    back.add(next(EntryType.RESURRECTION_REPAIRED, 10));
    close(back, LONG_AFTER);
    assertThat(findings.first()).hasSize(before);
  }

  @ParameterizedTest
  @EnumSource(names = {"REFUSED", "REJECTED"})
  void anAppealOwesAnEndAgainByTheDateThatTheRequestHad(EntryType refusal) {
    List<Statement> appealed = inserted(refusal, 1);
    appealed.add(
        2,
        next(EntryType.APPEALED, 2)
            .with(AuditField.SCOPE, whole.get(0).data().get(AuditField.SCOPE).toString())
            .with(AuditField.DEADLINE, DUE));
    List<Statement> all = renumbered(appealed);
    assertThat(close(all.subList(0, 2), LONG_AFTER)).isEqualTo(new Report.Requests(0, 1, 0, 0));
    assertThat(close(all, LONG_AFTER)).isEqualTo(new Report.Requests(1, 0, 0, 0));
    assertThat(findings.first()).isEmpty();
    close(all.subList(0, 4), LONG_AFTER);
    assertUnkept("was due " + DUE + " and has not ended");
  }

  @Test
  void whatWasNotRefusedCannotBeAppealed() {
    close(inserted(EntryType.APPEALED, 1), LONG_AFTER);
    assertUnkept("entry 1 appeals what was not refused");
  }

  @Test
  void aSecondEndIsAFault() {
    List<Statement> twice = new ArrayList<>(whole);
    twice.add(next(EntryType.CANCELLED, 9));
    close(twice, LONG_AFTER);
    assertUnkept("entry 9 ends it once more");
  }

  @Test
  void silenceIsReportedOnceTheLogSaysRegularlyThatItIsThere() {
    AuditSource source = AuditSource.service("audit", "log");
    List<Statement> beats = new ArrayList<>();
    for (int minutes : new int[] {0, 5, 10, 45}) {
      Instant time = SampleLog.START.plus(Duration.ofMinutes(minutes));
      beats.add(Statement.of(source, beats.size(), EntryType.HEARTBEAT, time));
    }
    close(beats, SampleLog.START.plus(Duration.ofHours(2)));
    assertThat(findings.first())
        .extracting(Finding::toString)
        .containsExactly(
            "entry 3: nothing was said between 2026-03-01T12:10:00Z and 2026-03-01T12:45:00Z",
            "log: says nothing since 2026-03-01T12:45:00Z");
  }

  @Test
  void whatIsNotItsSourcesToSayIsAFault() {
    AuditSource source = AuditSource.service("ingest", "routes");
    close(List.of(Statement.of(source, 0, EntryType.ROUTE_CHANGED, SampleLog.START)), DUE);
    assertThat(findings.first())
        .contains(
            new Finding(Weight.UNKEPT, "entry 0", "route_changed is not its source's to say"));
  }

  private Report.Requests close(List<Statement> said, Instant at) {
    Completeness completeness = new Completeness(findings);
    for (int index = 0; index < said.size(); index++) {
      completeness.see(index, said.get(index));
    }
    return completeness.close(at);
  }

  private void assertUnkept(String what) {
    assertThat(findings.first())
        .contains(
            new Finding(
                Weight.UNKEPT, "request " + whole.get(0).source().path().substring(9), what));
  }

  private void assertNoted(String what) {
    assertThat(findings.first())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.weight()).isEqualTo(Weight.NOTED);
              assertThat(finding.what()).startsWith(what);
            });
  }

  private List<Statement> changed(int at, UnaryOperator<Statement> change) {
    List<Statement> said = new ArrayList<>(whole);
    said.set(at, change.apply(said.get(at)));
    return said;
  }

  private List<Statement> inserted(EntryType type, int at) {
    List<Statement> said = new ArrayList<>(whole);
    said.add(at, next(type, at));
    return renumbered(said);
  }

  private Statement next(EntryType type, int seq) {
    return Statement.of(whole.get(0).source(), seq, type, SampleLog.START.plusSeconds(1));
  }

  private static List<Statement> later(List<Statement> said, int at, Instant time) {
    List<Statement> later = new ArrayList<>(said);
    later.set(at, at(later.get(at), time));
    return later;
  }

  private static Statement at(Statement said, Instant time) {
    return new Statement(said.source(), said.seq(), said.type(), time, said.data());
  }

  private static List<Statement> renumbered(List<Statement> said) {
    List<Statement> dense = new ArrayList<>();
    said.forEach(one -> dense.add(renumbered(one, dense.size())));
    return dense;
  }

  private static Statement renumbered(Statement said, long seq) {
    return new Statement(said.source(), seq, said.type(), said.time(), said.data());
  }
}
