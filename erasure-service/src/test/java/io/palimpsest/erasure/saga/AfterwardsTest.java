package io.palimpsest.erasure.saga;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.erasure.model.ErasureRequest;
import io.palimpsest.erasure.model.Plan;
import io.palimpsest.erasure.model.Scope;
import io.palimpsest.erasure.model.Standing;
import io.palimpsest.erasure.phase.Confirmation;
import io.palimpsest.erasure.phase.PatrolPolicy;
import io.palimpsest.erasure.phase.Readmission;
import io.palimpsest.erasure.phase.Resolution;
import io.palimpsest.erasure.phase.Samples;
import io.palimpsest.erasure.plan.KeptNames;
import io.palimpsest.erasure.plan.StoreSide;
import io.palimpsest.event.ScopeType;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Which names a look after the end has to look by. */
class AfterwardsTest {
  private static final String TWIN = "creator_ada_twin_coach";

  private final KeptNames kept = new KeptNames(new MemoryKeys());
  private final Afterwards afterwards =
      new Afterwards(
          kept,
          new Listing(),
          new PatrolPolicy(List.of(Duration.ofHours(1))),
          Clock.fixed(Samples.NOW, ZoneOffset.UTC));

  @Test
  void aSourceIsLookedForByItsIdWhereOthersShareTheNamespaceUntilTheLookIsOver() throws Exception {
    ErasureRequest confirmed = confirmed(ScopeType.SOURCE);
    assertThat(ids(confirmed)).as("nothing between the looks").containsOnly("");

    ErasureRequest looking = afterwards.begun(confirmed);
    assertThat(ids(looking)).containsExactly("ada", "coach", "book");
    assertThat(looking.planned().sharedNamespaces()).containsExactly(TWIN);

    ErasureRequest ended = afterwards.ended(looking, Samples.NOTHING_LEFT);
    assertThat(ids(ended)).containsOnly("");
    assertThat(ended.planned().sharedNamespaces()).isEmpty();
  }

  @Test
  void whoseNamespacesAreItsOwnIsLookedForInThemAndByUid() throws Exception {
    ErasureRequest looking = afterwards.begun(confirmed(ScopeType.TWIN));
    assertThat(ids(looking)).containsOnly("");
    assertThat(looking.planned().namespaces()).containsExactly(TWIN);
  }

  @Test
  void onceTheNameMayHaveComeBackTheIdIsNobodys() throws Exception {
    ErasureRequest back =
        Readmission.given(confirmed(ScopeType.SOURCE), List.of(), Samples.ACTOR, Samples.NOW);
    ErasureRequest looking = afterwards.begun(back);
    assertThat(ids(looking)).containsOnly("");
    assertThat(looking.planned().namespaces()).isEmpty();
    assertThat(looking.planned().sharedNamespaces()).containsExactly(TWIN);
  }

  private ErasureRequest confirmed(ScopeType type) {
    Scope creator = new Scope(ScopeType.CREATOR, "ada", UUID.randomUUID());
    Scope twin = new Scope(ScopeType.TWIN, "coach", UUID.randomUUID());
    Scope source = new Scope(ScopeType.SOURCE, "book", UUID.randomUUID());
    boolean entity = type == ScopeType.SOURCE;
    Plan sample = Samples.plan(ScopeType.TWIN);
    Plan plan =
        new Plan(
            entity ? List.of(creator, twin, source) : List.of(creator, twin),
            List.of(),
            entity ? List.of() : List.of(TWIN),
            entity ? List.of(TWIN) : List.of(),
            sample.participants(),
            1,
            sample.digest(),
            null,
            null);
    ErasureRequest request =
        Resolution.planned(Samples.received(type, Standing.COMPLIANCE, false), plan, Samples.NOW);
    return Confirmation.logged(
        Samples.concluded(request, Samples.NOTHING_LEFT, kept.sealed(request)),
        3,
        "{}",
        Samples.NOW);
  }

  private static List<String> ids(ErasureRequest request) {
    return request.planned().path().stream().map(Scope::id).toList();
  }

  /** A store in which others have something in the twin's namespace, too. */
  private static final class Listing implements StoreSide {
    @Override
    public Set<String> targets() {
      return Set.of("home");
    }

    @Override
    public List<String> all() {
      return List.of(TWIN, "portfolio_acme");
    }

    @Override
    public Set<String> present(Collection<String> names) {
      return Set.copyOf(names);
    }

    @Override
    public Map<String, Set<String>> strangers(Scope scope, Collection<String> names) {
      return Map.of();
    }
  }
}
