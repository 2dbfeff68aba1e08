package io.palimpsest.erasure.phase;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.erasure.model.Approval;
import io.palimpsest.erasure.model.ErasureRequest;
import io.palimpsest.erasure.model.Outgoing;
import io.palimpsest.erasure.model.Standing;
import io.palimpsest.erasure.model.State;
import io.palimpsest.event.ErasureState;
import io.palimpsest.event.ScopeType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A refusal keeps no name, and an appeal brings back all that was asked and nothing that was
 * decided.
 */
class AppealTest {
  private static final Instant LATER = Samples.NOW.plus(Duration.ofDays(40));

  private final ErasureRequest refused =
      Consent.refused(
          consented(), new State.Rejected("approver.no", "why"), Samples.ACTOR, Samples.NOW);
  private final ErasureRequest open =
      Consent.appealed(refused, List.of("ada"), "appellant", Standing.ASKER, LATER);

  @Test
  void aRefusalForgetsTheNamesAndKeepsItsReason() {
    assertThat(refused.demand().ids()).isEmpty();
    assertThat(refused.demand().requestedBy()).isEmpty();
    assertThat(refused.state()).isEqualTo(new State.Rejected("approver.no", "why"));
    assertThat(refused.outbox().waiting().toString()).doesNotContain("why");
  }

  @Test
  void anAppealReopensItAndItsClockGoesOn() {
    assertThat(open.state()).isEqualTo(new State.Received());
    assertThat(open.ended()).isFalse();
    assertThat(open.endedAt()).isNull();
    assertThat(open.dueAt()).isEqualTo(LegalDeadline.of(Samples.NOW));
    assertThat(open.demand().ids()).containsExactly("ada");
    assertThat(open.demand().requestedBy()).isEqualTo("appellant");
    assertThat(open.demand().standing()).isEqualTo(Standing.ASKER);
  }

  @Test
  void whatWasConsentedToBeforeCountsNoMore() {
    assertThat(consented().approvals()).hasSize(1);
    assertThat(open.approvals()).isEmpty();
    assertThat(open.plan()).isNull();
    assertThat(open.tasks()).isEmpty();
  }

  @Test
  void whoReadsStatesLearnsThatItIsOpenAgain() {
    assertThat(open.outbox().waiting())
        .filteredOn(Outgoing.Status.class::isInstance)
        .last()
        .satisfies(
            status ->
                assertThat(((Outgoing.Status) status).state()).isEqualTo(ErasureState.RECEIVED));
  }

  private static ErasureRequest consented() {
    ErasureRequest planned =
        Resolution.planned(
            Samples.received(ScopeType.CREATOR, Standing.COMPLIANCE, false),
            Samples.plan(ScopeType.CREATOR),
            Samples.NOW);
    ErasureRequest asked = Consent.askedApproval(planned, Samples.NOW);
    Approval approval = new Approval("c2", asked.planned().digest(), Samples.NOW);
    return Consent.approved(asked, approval, Samples.ACTOR, Samples.NOW);
  }
}
