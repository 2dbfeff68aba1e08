package io.palimpsest.erasure.document;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.audit.AuditField;
import io.palimpsest.audit.EntryType;
import io.palimpsest.audit.Statement;
import io.palimpsest.erasure.model.ErasureRequest;
import io.palimpsest.erasure.model.Outgoing;
import io.palimpsest.erasure.model.Standing;
import io.palimpsest.erasure.model.Task;
import io.palimpsest.erasure.phase.Answers;
import io.palimpsest.erasure.phase.Confirmation;
import io.palimpsest.erasure.phase.Deletion;
import io.palimpsest.erasure.phase.Fencing;
import io.palimpsest.erasure.phase.Notes;
import io.palimpsest.erasure.phase.Resolution;
import io.palimpsest.erasure.phase.Samples;
import io.palimpsest.erasure.phase.Verification;
import io.palimpsest.event.ScopeType;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A request that cannot end stays small, and says nothing else than it would otherwise. */
class BoundedRequestTest {
  private static final int ATTEMPTS = 10_000;
  private static final int CAP = 256 * 1024;

  private final RequestCodec codec = new RequestCodec();
  private final List<Statement> said = new ArrayList<>();
  private ErasureRequest request =
      Resolution.planned(
          Samples.received(ScopeType.CREATOR, Standing.OWNER, false),
          Samples.plan(ScopeType.CREATOR),
          Samples.NOW);

  @Test
  void aRemainderThatStaysForTenThousandRounds() {
    request = Fencing.drained(Fencing.fenced(request, 3, Samples.NOW), 2, 0, Samples.NOW);
    request = Deletion.begun(request, Samples.NOW);
    answer(0);
    Instant last = request.deletesUntil().orElseThrow();
    for (int round = 1; round <= ATTEMPTS; round++) {
      request = Deletion.stageOpened(request, 20, Samples.NOW);
      answer(0);
      request = Verification.begun(request, Samples.NOW);
      answer(round == ATTEMPTS ? 0 : 1);
      if (round < ATTEMPTS) {
        request = Verification.again(request, Samples.NOW);
        request = Deletion.stageOpened(request, 10, Samples.NOW);
        answer(0);
      }
      tell();
    }
    assertThat(request.opened()).as("tasks that were opened").isEqualTo(6 * ATTEMPTS);
    assertThat(size()).isLessThan(CAP);
    assertThat(request.deletesUntil()).contains(last);
    assertThat(request.journal().getFirst().what()).isEqualTo("received");
    assertThat(request.journal()).anyMatch(line -> line.what().equals("drained"));
    List<String> intents =
        said.stream()
            .filter(entry -> entry.type() == EntryType.INTENT)
            .map(entry -> entry.data().get(AuditField.INTENT))
            .map(Object::toString)
            .toList();
    assertThat(intents).hasSize(3 * ATTEMPTS).doesNotHaveDuplicates();

    request = Confirmation.concluded(request, Samples.NOTHING_LEFT, null, Samples.NOW);
    tell();
    assertThat(said.getLast().type()).isEqualTo(EntryType.CONFIRMED_LIVE);
    assertThat(said.getLast().data().get(AuditField.DELETED).toString())
        .as("two by each of three participants in each round")
        .isEqualTo(Integer.toString(6 * ATTEMPTS));
  }

  @Test
  void aTaskThatFailsTenThousandTimes() {
    request = Deletion.begun(request, Samples.NOW);
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      for (Task task : request.openTasks().toList()) {
        request =
            Answers.answered(
                request, task.id(), Samples.receipt(task, 0, "store.unavailable"), Samples.NOW);
      }
      request = Answers.retried(request, request.openTasks().toList(), Samples.NOW);
      tell();
    }
    assertThat(request.openTasks()).allMatch(task -> task.attempt() == ATTEMPTS + 1);
    assertThat(size()).isLessThan(CAP);
  }

  @Test
  void holdsThatComeAndGo() {
    for (int time = 1; time <= ATTEMPTS; time++) {
      Instant now = Samples.NOW.plusSeconds(time);
      request = Notes.noted(request, EntryType.HELD, "litigation", Samples.ACTOR, now);
      request = Notes.noted(request, EntryType.RELEASED, "litigation", Samples.ACTOR, now);
      tell();
    }
    assertThat(size()).isLessThan(CAP);
  }

  private void answer(long remaining) {
    for (Task task : request.openTasks().toList()) {
      request =
          Answers.answered(
              request,
              task.id(),
              Samples.receipt(task, task.erases() ? 0 : remaining, null),
              Samples.NOW);
    }
  }

  private int size() {
    return codec.encode(request).toJson().getBytes(StandardCharsets.UTF_8).length;
  }

  private void tell() {
    for (Outgoing outgoing : request.outbox().waiting()) {
      if (outgoing instanceof Outgoing.Logged logged) {
        said.add(Statement.parse(logged.json().getBytes(StandardCharsets.UTF_8)));
      }
    }
    request = request.sent(request.outbox().last());
  }
}
