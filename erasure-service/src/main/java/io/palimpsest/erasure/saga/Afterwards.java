package io.palimpsest.erasure.saga;

import io.palimpsest.erasure.model.ErasureRequest;
import io.palimpsest.erasure.model.Inventory;
import io.palimpsest.erasure.model.Plan;
import io.palimpsest.erasure.phase.Patrol;
import io.palimpsest.erasure.phase.PatrolPolicy;
import io.palimpsest.erasure.phase.Readmission;
import io.palimpsest.erasure.phase.ResidualPolicy;
import io.palimpsest.erasure.plan.Enumeration;
import io.palimpsest.erasure.plan.KeptNames;
import io.palimpsest.erasure.plan.StoreSide;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Names for the looks after the end: sealed at the end, opened and enumerated anew for each look.
 */
final class Afterwards {
  private final KeptNames kept;
  private final StoreSide store;
  private final PatrolPolicy patrol;
  private final Clock clock;

  Afterwards(KeptNames kept, StoreSide store, PatrolPolicy patrol, Clock clock) {
    this.kept = kept;
    this.store = store;
    this.patrol = patrol;
    this.clock = clock;
  }

  /** The names of the plan, sealed; null where there is no plan. */
  @Nullable String sealed(ErasureRequest request) {
    return request.plan() == null ? null : kept.sealed(request);
  }

  /** A look is over. The key of the names goes before the request is stored without them. */
  ErasureRequest ended(ErasureRequest request, ResidualPolicy residuals) {
    ErasureRequest ended = Patrol.ended(request, residuals, patrol, now());
    if (ended.planned().kept() == null) {
      kept.forget(request);
    }
    return ended;
  }

  /**
   * A look begins. Once the name may have come back it is for the old uid alone; where no name is
   * kept any more it is for the uid in every namespace that there is.
   */
  ErasureRequest begun(ErasureRequest request) throws InterruptedException {
    List<String> listed = store.all();
    Optional<KeptNames.Names> names = kept.opened(request);
    if (names.isEmpty()) {
      return Patrol.begun(request, List.of(), listed, now());
    }
    Plan plan = named(request.planned(), names.get());
    List<String> there = there(plan, listed);
    List<String> own = new ArrayList<>(there);
    own.removeAll(Enumeration.of(plan, listed).shared());
    boolean back = Readmission.isGiven(request);
    own = back ? List.of() : alone(plan, own);
    there.removeAll(own);
    Plan looked = !back && isEntity(plan) ? plan : request.planned();
    return Patrol.begun(request, looked.lookedForIn(own, there), now());
  }

  /** In namespaces that others share its vectors are known by its id as well. */
  private static boolean isEntity(Plan plan) {
    return switch (plan.scope().type()) {
      case ITEM, SOURCE -> true;
      case ORGANIZATION, PROFILE, CREATOR, TWIN, UNKNOWN -> false;
    };
  }

  /**
   * An inventory for a round of deletion by the old uid alone, which may be in every namespace that
   * there is.
   */
  Plan byUidAlone(ErasureRequest request, int round) throws InterruptedException {
    List<String> listed = store.all();
    Plan plan = request.planned();
    int planned = plan.namespaces().size() + plan.sharedNamespaces().size();
    Inventory taken = new Inventory(round, planned, listed.size(), 0, 0, 0, List.of());
    return plan.byUidAlone(listed, taken);
  }

  /**
   * The tenant that a scope is of or lies under, as reembed names it; empty when no name is kept.
   */
  Optional<String> tenant(ErasureRequest request) {
    return kept.opened(request)
        .map(names -> names.path().getFirst())
        .map(root -> root.type().name().toLowerCase(Locale.ROOT) + ":" + root.id());
  }

  /** Where vectors of an erased scope would be, to be looked for by its uid. */
  List<String> places(ErasureRequest erased) throws InterruptedException {
    List<String> listed = store.all();
    if (!erased.ended()) {
      return there(erased.planned(), listed);
    }
    return kept.opened(erased)
        .map(names -> there(named(erased.planned(), names), listed))
        .orElse(listed);
  }

  private static List<String> there(Plan plan, List<String> listed) {
    Enumeration all = Enumeration.of(plan, listed);
    List<String> there = new ArrayList<>(all.own());
    there.addAll(all.shared());
    there.retainAll(listed);
    return there;
  }

  /** Nothing is dropped in which somebody else has anything by now. */
  private List<String> alone(Plan plan, List<String> own) {
    Set<String> occupied = store.strangers(plan.scope(), own).keySet();
    return own.stream().filter(name -> !occupied.contains(name)).toList();
  }

  private static Plan named(Plan plan, KeptNames.Names names) {
    return new Plan(
        names.path(),
        names.children(),
        names.namespaces(),
        names.shared(),
        plan.participants(),
        plan.entities(),
        plan.digest(),
        plan.inventory(),
        plan.kept());
  }

  private Instant now() {
    return clock.instant();
  }
}
