package io.palimpsest.erasure.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palimpsest.erasure.model.Approval;
import io.palimpsest.erasure.model.ErasureRequest;
import io.palimpsest.erasure.model.Handling;
import io.palimpsest.erasure.model.Handlings;
import io.palimpsest.erasure.model.Standing;
import io.palimpsest.erasure.phase.ApprovalPolicy;
import io.palimpsest.erasure.phase.Consent;
import io.palimpsest.erasure.phase.Resolution;
import io.palimpsest.erasure.phase.Samples;
import io.palimpsest.event.ScopeType;
import io.palimpsest.tenancy.CreatorId;
import io.palimpsest.tenancy.Principal;
import io.palimpsest.tenancy.Role;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What colleagues are told of a request, and what is not kept. */
class DeskTest {
  private final Kept kept = new Kept();
  private final Desk desk =
      new Desk(
          kept,
          new ApprovalPolicy(false),
          new Rights(new Digests(() -> "0123456789abcdef0123456789abcdef")),
          Clock.fixed(Samples.NOW, ZoneOffset.UTC));
  private final ErasureRequest request =
      Consent.askedApproval(
          Resolution.planned(
              Samples.received(ScopeType.CREATOR, Standing.COMPLIANCE, false),
              Samples.plan(ScopeType.CREATOR),
              Samples.NOW),
          Samples.NOW);

  @Test
  void whoAskedAndWhoConsentedIsOfferedNoConsent() {
    ErasureRequest consented = consented("otto");

    assertThat(desk.view(request, staff("requester")).mayConsent()).isFalse();
    assertThat(desk.view(request, staff("otto")).mayConsent()).isTrue();
    assertThat(desk.view(consented, staff("otto")).mayConsent()).isFalse();
    assertThat(desk.view(consented, staff("pia")).mayConsent()).isTrue();
    Principal auditor = new Principal("a", Set.of(Role.AUDITOR), Optional.empty(), Set.of());
    assertThat(desk.view(request, auditor).mayConsent()).isFalse();
  }

  @Test
  void whenTheRequestHasForgottenItsPeopleTheStaffIsStillNamed() {
    desk.asked(request, staff("requester"));
    desk.asked(request, staff("requester"));
    desk.did(request, staff("otto"), Handling.What.APPROVED);
    ErasureRequest nameless = Consent.cancelled(consented("otto"), Samples.ACTOR, Samples.NOW);
    assertThat(nameless.demand().requestedBy()).as("forgotten").isEmpty();

    HandlingView view = desk.view(nameless, staff("pia"));

    assertThat(view.askedBy()).isEqualTo("requester");
    assertThat(view.consents()).extracting(HandlingView.ConsentView::by).containsExactly("otto");
    assertThat(view.acts()).hasSize(2);
  }

  @Test
  void nothingIsKeptOfAnOwner() {
    Principal owner =
        new Principal(
            "owner",
            Set.of(Role.PRODUCER, Role.COMPLIANCE),
            Optional.of(new CreatorId("sainath.no.1")),
            Set.of());

    desk.asked(request, owner);
    desk.did(request, owner, Handling.What.CANCELLED);

    assertThat(kept.handlings).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Sainath.No.1 called", "write to ada@example.org"})
  void aNoteThatNamesSomebodyIsRefused(String text) {
    assertThatThrownBy(() -> desk.note(request, staff("otto"), text))
        .hasMessageContaining("note.personal");
    assertThat(kept.handlings).isEmpty();
    desk.note(request, staff("otto"), "called back");
    assertThat(kept.handlings.get(request.id()).acts()).hasSize(1);
  }

  private ErasureRequest consented(String by) {
    Approval approval = new Approval(by, request.planned().digest(), Samples.NOW);
    return Consent.approved(request, approval, Samples.ACTOR, Samples.NOW);
  }

  private static Principal staff(String keyId) {
    return new Principal(keyId, Set.of(Role.COMPLIANCE), Optional.empty(), Set.of());
  }

  private static final class Kept implements Handlings {
    private final Map<UUID, Handling> handlings = new HashMap<>();

    @Override
    public Map<UUID, Handling> of(Collection<UUID> requests) {
      Map<UUID, Handling> found = new HashMap<>(handlings);
      found.keySet().retainAll(requests);
      return found;
    }

    @Override
    public List<UUID> assignedTo(String keyId, int limit) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void assign(UUID request, String keyId) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void add(UUID request, Handling.Act act) {
      Handling before = handlings.getOrDefault(request, Handling.none(request));
      List<Handling.Act> acts = new ArrayList<>(before.acts());
      acts.add(act);
      handlings.put(request, new Handling(request, before.assignee(), acts));
    }
  }
}
