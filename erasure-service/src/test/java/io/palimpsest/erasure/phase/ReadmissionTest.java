package io.palimpsest.erasure.phase;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.erasure.model.ErasureRequest;
import io.palimpsest.erasure.model.InboxEnd;
import io.palimpsest.erasure.model.Outgoing;
import io.palimpsest.erasure.model.Past;
import io.palimpsest.erasure.model.Receipt;
import io.palimpsest.erasure.model.Standing;
import io.palimpsest.erasure.model.Task;
import io.palimpsest.event.ScopeType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReadmissionTest {
  private static final List<InboxEnd> ENDS = List.of(new InboxEnd("inbox", 0, 7));
  private static final Duration GRACE = Duration.ofSeconds(7);

  @Test
  void leaveIsGivenOnceAndOnlyAfterTheConfirmation() {
    ErasureRequest request = Samples.received(ScopeType.TWIN, Standing.OWNER, false);
    assertThat(answer(request, Samples.NOW)).isEqualTo(Readmission.Answer.NOT_CONFIRMED);
    request = Resolution.planned(request, Samples.plan(ScopeType.TWIN), Samples.NOW);
    request = Samples.concluded(request, Samples.NOTHING_LEFT, null);
    assertThat(answer(request, Samples.NOW)).isEqualTo(Readmission.Answer.NOT_CONFIRMED);
    request = Confirmation.logged(request, 3, "{}", Samples.NOW);
    assertThat(answer(request, Samples.NOW)).isEqualTo(Readmission.Answer.GIVEN);
    request = Readmission.given(request, ENDS, Samples.ACTOR, Samples.NOW);
    assertThat(answer(request, Samples.NOW)).isEqualTo(Readmission.Answer.ALREADY_GIVEN);
    assertThat(request.past().leave()).isEqualTo(new Past.Leave(Samples.NOW, ENDS, false));
    assertThat(request.outbox().waiting().getLast())
        .as("a copy of it goes outside the database")
        .isInstanceOf(Outgoing.Kept.class);
  }

  @Test
  void aReceiptDoesNotEndAnAttemptForTheLeaveItsExpiryAndTheGraceDo() {
    ErasureRequest request =
        Samples.deletedVectors(Samples.plan(ScopeType.TWIN), "dropped:1 shared:0");
    for (Task open : request.openTasks().toList()) {
      request = Answers.answered(request, open.id(), Samples.receipt(open, 0, null), Samples.NOW);
    }
    request = Samples.concluded(request, Samples.NOTHING_LEFT, null);
    request = Confirmation.logged(request, 3, "{}", Samples.NOW);
    Instant expiry = request.tasks().getFirst().expiresAt();

    assertThat(request.openTasks()).isEmpty();
    assertThat(answer(request, expiry.plus(GRACE).minusMillis(1)))
        .isEqualTo(Readmission.Answer.DELETE_OPEN);
    assertThat(answer(request, expiry.plus(GRACE))).isEqualTo(Readmission.Answer.GIVEN);
  }

  @Test
  void whileALookMayLeadToADeleteLeaveIsNotGiven() {
    ErasureRequest confirmed = confirmed();
    assertThat(answer(confirmed, Samples.NOW)).isEqualTo(Readmission.Answer.GIVEN);

    ErasureRequest looking = Patrol.begun(confirmed, List.of(), List.of(), Samples.NOW);
    assertThat(answer(looking, Samples.NOW)).isEqualTo(Readmission.Answer.DELETE_OPEN);
    for (Task task : looking.openTasks().toList()) {
      looking = Answers.answered(looking, task.id(), Samples.receipt(task, 1, null), Samples.NOW);
    }
    assertThat(looking.openTasks()).as("what was found waits for a release").isEmpty();
    assertThat(answer(looking, Samples.NOW)).isEqualTo(Readmission.Answer.DELETE_OPEN);

    ErasureRequest repairing = Patrol.repairing(looking, Samples.NOW);
    assertThat(repairing.openTasks()).as("the repair waits for a release").isEmpty();
    assertThat(answer(repairing, Samples.NOW)).isEqualTo(Readmission.Answer.DELETE_OPEN);

    Receipt report = new Receipt(1, 1, 0, 1, "restore_gate", "uids:1", List.of(), null);
    assertThat(answer(Patrol.reported(confirmed, report, Samples.NOW), Samples.NOW))
        .isEqualTo(Readmission.Answer.DELETE_OPEN);
  }

  private static ErasureRequest confirmed() {
    ErasureRequest request = Samples.received(ScopeType.CREATOR, Standing.OWNER, false);
    request = Resolution.planned(request, Samples.plan(ScopeType.CREATOR), Samples.NOW);
    request = Samples.concluded(request, Samples.NOTHING_LEFT, null);
    return Confirmation.logged(request, 3, "{}", Samples.NOW);
  }

  private static Readmission.Answer answer(ErasureRequest request, Instant now) {
    return Readmission.answer(request, now, GRACE);
  }
}
