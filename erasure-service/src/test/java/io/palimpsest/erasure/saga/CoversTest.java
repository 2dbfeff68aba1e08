package io.palimpsest.erasure.saga;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.erasure.model.ErasureRequest;
import io.palimpsest.erasure.model.Plan;
import io.palimpsest.erasure.model.Standing;
import io.palimpsest.erasure.phase.Confirmation;
import io.palimpsest.erasure.phase.Covering;
import io.palimpsest.erasure.phase.Readmission;
import io.palimpsest.erasure.phase.Resolution;
import io.palimpsest.erasure.phase.Samples;
import io.palimpsest.event.ScopeType;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When what an attached request finds is deleted by uid alone. */
class CoversTest {
  private final MemoryRequests requests = new MemoryRequests();
  private final Covers covers = new Covers(requests);
  private final Plan plan = Samples.plan(ScopeType.CREATOR);
  private final ErasureRequest cover =
      Confirmation.logged(
          Samples.concluded(planned(), Samples.NOTHING_LEFT, null), 3, "{}", Samples.NOW);
  private final ErasureRequest attached =
      Covering.attached(planned(), new Covering.Cover(cover.id(), cover.ref()), Samples.NOW);

  @Test
  void namesAreNobodysOnceTheCoverGaveLeave() {
    requests.insert(cover);
    assertThat(covers.isBack(attached)).isFalse();
    ErasureRequest left = Readmission.given(cover, List.of(), Samples.ACTOR, Samples.NOW);
    assertThat(requests.replace(left, null)).isPresent();
    assertThat(covers.isBack(attached)).isTrue();
    assertThat(covers.isBack(left)).as("its own leave").isTrue();
  }

  @Test
  void whoWasNeverAttachedDeletesByName() {
    assertThat(covers.isBack(planned())).isFalse();
  }

  @Test
  void byUidAloneNothingIsTheScopesOwnAndNowhereIsForgotten() {
    Plan alone = plan.lookedForIn(List.of("own"), List.of("shared")).byUidAlone();
    assertThat(alone.namespaces()).isEmpty();
    assertThat(alone.sharedNamespaces()).containsExactly("own", "shared");
    assertThat(alone.uids()).isEqualTo(plan.uids());
  }

  private ErasureRequest planned() {
    return Resolution.planned(
        Samples.received(ScopeType.CREATOR, Standing.OWNER, false), plan, Samples.NOW);
  }
}
