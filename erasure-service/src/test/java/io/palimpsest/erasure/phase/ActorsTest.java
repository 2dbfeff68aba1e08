package io.palimpsest.erasure.phase;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.audit.AuditField;
import io.palimpsest.audit.EntryType;
import io.palimpsest.audit.Statement;
import io.palimpsest.erasure.model.Approval;
import io.palimpsest.erasure.model.ErasureRequest;
import io.palimpsest.erasure.model.Standing;
import io.palimpsest.erasure.model.State;
import io.palimpsest.event.ScopeType;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who decides stands in the log, as a digest, with what was decided. */
class ActorsTest {
  private final ErasureRequest waiting =
      Consent.askedApproval(
          Resolution.planned(
              Samples.received(ScopeType.CREATOR, Standing.COMPLIANCE, false),
              Samples.plan(ScopeType.CREATOR),
              Samples.NOW),
          Samples.NOW);

  private static final State.Rejected REFUSAL = new State.Rejected("approver.identity", "why");
  private static final State.Rejected BY_CODE = new State.Rejected("approver.identity", null);

  @Test
  void eachDecisionNamesWhoTookIt() {
    Approval approval = new Approval("c2", waiting.planned().digest(), Samples.NOW);
    assertActor(
        Consent.approved(waiting, approval, Samples.ACTOR, Samples.NOW), EntryType.APPROVED);
    assertActor(Consent.refused(waiting, REFUSAL, Samples.ACTOR, Samples.NOW), EntryType.REFUSED);
    assertActor(Consent.refused(waiting, BY_CODE, Samples.ACTOR, Samples.NOW), EntryType.REJECTED);
    assertActor(
        Consent.appealed(
            Consent.refused(waiting, REFUSAL, Samples.ACTOR, Samples.NOW),
            List.of("sainath.no.1"),
            "c3",
            Standing.COMPLIANCE,
            Samples.NOW),
        EntryType.APPEALED,
        waiting.identity().key().actor("c3"));
    assertActor(Consent.cancelled(waiting, Samples.ACTOR, Samples.NOW), EntryType.CANCELLED);
    assertActor(
        Notes.extended(waiting, "complex", Samples.ACTOR, Samples.NOW),
        EntryType.DEADLINE_EXTENDED);
    assertActor(
        Notes.noted(waiting, EntryType.HELD, "litigation", Samples.ACTOR, Samples.NOW),
        EntryType.HELD);
    assertActor(
        Notes.noted(waiting, EntryType.RELEASED, "litigation", Samples.ACTOR, Samples.NOW),
        EntryType.RELEASED);
    assertActor(
        Readmission.given(waiting, List.of(), Samples.ACTOR, Samples.NOW), EntryType.READMITTED);
    assertActor(Exporting.linked(waiting, Samples.ACTOR, Samples.NOW), EntryType.EXPORT_LINK);
  }

  /** The digest of the plan is a plain one over uids and names that can be guessed. */
  @Test
  void theLogHasThePlansDigestUnderTheRequestsKeyAlone() {
    String plain = waiting.planned().digest();
    Approval approval = new Approval("c2", plain, Samples.NOW);
    ErasureRequest approved = Consent.approved(waiting, approval, Samples.ACTOR, Samples.NOW);
    String keyed = waiting.identity().key().plan(plain);
    assertThat(keyed).isNotEqualTo(plain);
    List<Statement> said = Samples.said(approved);
    assertThat(said)
        .filteredOn(one -> one.data().containsKey(AuditField.PLAN))
        .extracting(Statement::type)
        .contains(EntryType.PLANNED, EntryType.APPROVED);
    assertThat(said)
        .filteredOn(one -> one.data().containsKey(AuditField.PLAN))
        .allSatisfy(one -> assertThat(one.data()).containsEntry(AuditField.PLAN, keyed));
    assertThat(said)
        .allSatisfy(
            one ->
                assertThat(new String(one.bytes(), StandardCharsets.UTF_8)).doesNotContain(plain));
  }

  private static void assertActor(ErasureRequest decided, EntryType type) {
    assertActor(decided, type, Samples.ACTOR);
  }

  private static void assertActor(ErasureRequest decided, EntryType type, String actor) {
    assertThat(Samples.said(decided))
        .filteredOn(statement -> statement.type() == type)
        .singleElement()
        .satisfies(one -> assertThat(one.data()).containsEntry(AuditField.ACTOR, actor));
  }
}
