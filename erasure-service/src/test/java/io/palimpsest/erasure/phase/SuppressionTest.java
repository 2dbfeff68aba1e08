package io.palimpsest.erasure.phase;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.audit.AuditField;
import io.palimpsest.audit.EntryType;
import io.palimpsest.audit.Statement;
import io.palimpsest.erasure.model.Demand;
import io.palimpsest.erasure.model.ErasureRequest;
import io.palimpsest.erasure.model.Plan;
import io.palimpsest.erasure.model.Standing;
import io.palimpsest.erasure.participant.WorkMessages;
import io.palimpsest.event.ErasureReason;
import io.palimpsest.event.ErasureTask;
import io.palimpsest.event.ScopeType;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Who suppresses a name tells the registry of it before the end, and the log with it. */
class SuppressionTest {
  @Test
  void theTasksNameWhatIsSuppressedAndOthersNameNothing() {
    assertThat(task(verifying(true)).getSuppressedIds()).containsExactly("ada", "coach");
    assertThat(task(verifying(false)).getSuppressedIds()).isEmpty();
  }

  @Test
  void theEndIsLoggedAsSuppressedWithoutAName() {
    assertThat(said(concluded(true), EntryType.SUPPRESSED))
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.data()).containsKey(AuditField.SCOPE);
              assertThat(one.toString()).doesNotContain("ada");
            });
    assertThat(said(concluded(false), EntryType.SUPPRESSED)).isEmpty();
  }

  @Test
  void liftingItIsLoggedOnceWithWhoAndWhy() {
    ErasureRequest suppressed = concluded(true);
    assertThat(Suppression.lasts(suppressed)).as("after the names have gone").isTrue();
    ErasureRequest lifted =
        Suppression.lifted(suppressed, Samples.ACTOR, "court_order", Samples.NOW);
    assertThat(Suppression.lasts(lifted)).isFalse();
    assertThat(said(lifted, EntryType.READMITTED))
        .singleElement()
        .satisfies(
            one ->
                assertThat(one.data())
                    .containsEntry(AuditField.ACTOR, Samples.ACTOR)
                    .containsEntry(AuditField.REASON, "court_order"));
    assertThat(Suppression.lifted(lifted, Samples.ACTOR, "again", Samples.NOW)).isSameAs(lifted);
  }

  private static ErasureRequest concluded(boolean suppress) {
    return Confirmation.concluded(verifying(suppress), Samples.NOTHING_LEFT, null, Samples.NOW);
  }

  private static ErasureRequest verifying(boolean suppress) {
    Demand demand =
        new Demand(
            ScopeType.TWIN,
            List.of("ada", "coach"),
            ErasureReason.OWNER_REQUEST,
            "requester",
            Standing.COMPLIANCE,
            Samples.NOW,
            null,
            false,
            new Demand.Options(false, false, false, null, suppress));
    ErasureRequest received =
        Resolution.received(
            UUID.randomUUID(),
            "er_5b0c2f9d11aa",
            Samples.received(ScopeType.TWIN, Standing.COMPLIANCE, false).identity(),
            demand,
            Samples.NOW);
    Plan plan = Samples.plan(ScopeType.TWIN);
    return Verification.begun(
        Deletion.begun(Resolution.planned(received, plan, Samples.NOW), Samples.NOW), Samples.NOW);
  }

  private static ErasureTask task(ErasureRequest request) {
    return WorkMessages.task(request, request.planned(), request.tasks().getLast());
  }

  private static List<Statement> said(ErasureRequest request, EntryType type) {
    return Samples.said(request).stream().filter(statement -> statement.type() == type).toList();
  }
}
