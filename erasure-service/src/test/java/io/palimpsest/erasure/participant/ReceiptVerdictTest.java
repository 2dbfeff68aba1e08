package io.palimpsest.erasure.participant;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.erasure.model.ErasureRequest;
import io.palimpsest.erasure.model.Plan;
import io.palimpsest.erasure.model.Standing;
import io.palimpsest.erasure.model.Task;
import io.palimpsest.erasure.phase.Deletion;
import io.palimpsest.erasure.phase.Resolution;
import io.palimpsest.erasure.phase.Samples;
import io.palimpsest.event.ErasureAction;
import io.palimpsest.event.ErasureReceipt;
import io.palimpsest.event.ScopeType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Which receipts count, in a request whose first stage is deleting. */
class ReceiptVerdictTest {
  private final ErasureRequest request = deleting();
  private final Task vectors =
      request.openTasks().filter(t -> !t.local()).findFirst().orElseThrow();

  @Test
  void oneThatNamesTaskAttemptAndParticipantAndIsSignedByItsServiceAnswers() {
    assertThat(of(receipt().build(), "reembed")).isEqualTo(ReceiptVerdict.ANSWER);
  }

  @Test
  void oneThatNobodyIsShownToHaveWrittenIsRefused() {
    assertThat(ReceiptVerdict.of(request, receipt().build(), Optional.empty()))
        .isEqualTo(ReceiptVerdict.UNPROVEN);
  }

  @Test
  void oneInTheNameOfAnotherIsForeign() {
    assertThat(of(receipt().build(), "ingest")).isEqualTo(ReceiptVerdict.FOREIGN);
    assertThat(of(receipt().build(), "erasure")).isEqualTo(ReceiptVerdict.FOREIGN);
    assertThat(of(receipt().setParticipant("reembed.ledger").build(), "reembed"))
        .as("of the same service, but not the one that was asked")
        .isEqualTo(ReceiptVerdict.FOREIGN);
    assertThat(of(receipt().setAction(ErasureAction.VERIFY).build(), "reembed"))
        .isEqualTo(ReceiptVerdict.FOREIGN);
  }

  @Test
  void oneOfTheServiceItselfIsNoneThatComesFromOutside() {
    Task local = request.openTasks().filter(Task::local).findFirst().orElseThrow();
    ErasureReceipt receipt =
        receipt().setTaskId(local.id()).setParticipant(local.participant()).build();
    assertThat(of(receipt, local.participant())).isEqualTo(ReceiptVerdict.FOREIGN);
  }

  @Test
  void oneOfAnotherAttemptIsStale() {
    assertThat(of(receipt().setAttempt(2).build(), "reembed")).isEqualTo(ReceiptVerdict.STALE);
    assertThat(ReceiptVerdict.STALE.alarming()).isFalse();
  }

  @Test
  void aReportIsOfOneWhoTakesPartAndIsProvenLikeAnAnswer() {
    ErasureReceipt.Builder report = receipt().setTaskId(UUID.randomUUID());
    assertThat(of(report.build(), "reembed")).isEqualTo(ReceiptVerdict.REPORT);
    assertThat(of(report.build(), "ingest")).isEqualTo(ReceiptVerdict.FOREIGN);
    assertThat(of(report.setParticipant("shop").build(), "shop")).isEqualTo(ReceiptVerdict.FOREIGN);
    assertThat(of(report.setParticipant("crm").build(), "crm"))
        .as("an upstream application signs under its own name")
        .isEqualTo(ReceiptVerdict.REPORT);
  }

  @Test
  void countsThatNothingHasAreMalformed() {
    assertThat(of(receipt().setDeleted(-1).build(), "reembed")).isEqualTo(ReceiptVerdict.MALFORMED);
  }

  private ReceiptVerdict of(ErasureReceipt receipt, String author) {
    return ReceiptVerdict.of(request, receipt, Optional.of(author));
  }

  private ErasureReceipt.Builder receipt() {
    return ErasureReceipt.newBuilder()
        .setRequestRef(request.ref())
        .setOccurredAt(Samples.NOW)
        .setTaskId(vectors.id())
        .setParticipant("reembed.vectors")
        .setAttempt(1)
        .setAction(ErasureAction.ERASE)
        .setFound(1)
        .setDeleted(1)
        .setRemaining(0)
        .setMethod("drop_namespace")
        .setEvidence("dropped:1");
  }

  private static ErasureRequest deleting() {
    Plan sample = Samples.plan(ScopeType.TWIN);
    Plan plan =
        new Plan(
            sample.path(),
            List.of(),
            sample.namespaces(),
            List.of(),
            Participants.with(Map.of("crm", new Crm()), Duration.ofSeconds(30)),
            7,
            sample.digest(),
            null,
            null);
    ErasureRequest received = Samples.received(ScopeType.TWIN, Standing.OWNER, false);
    return Deletion.begun(Resolution.planned(received, plan, Samples.NOW), Samples.NOW);
  }

  private record Crm() implements ParticipantSettings.Upstream {
    @Override
    public int stage() {
      return 35;
    }

    @Override
    public boolean verifies() {
      return true;
    }

    @Override
    public Optional<Duration> answerTime() {
      return Optional.empty();
    }
  }
}
