package io.palimpsest.reembed.migration;

import static java.util.stream.Collectors.toMap;

import io.palimpsest.event.ScopeType;
import io.palimpsest.reembed.migration.CopyPlan.Move;
import io.palimpsest.reembed.migration.CopyPlan.Quarantined;
import io.palimpsest.reembed.migration.CopyPlan.Refusal;
import io.palimpsest.reembed.migration.Mapping.Owned;
import io.palimpsest.reembed.migration.Mapping.SetAside;
import io.palimpsest.tenancy.CreatorId;
import io.palimpsest.tenancy.InvalidIdException;
import io.palimpsest.tenancy.Namespace;
import io.palimpsest.tenancy.Registry;
import io.palimpsest.tenancy.TenantScope;
import io.palimpsest.tenancy.TwinId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Decides what goes where. Guesses nothing: what has no owner stays. Reads no clock, no store. */
final class CopyPlanner {
  private final Registry registry;

  /**
   * @param registry the tenants that there are
   */
  CopyPlanner(Registry registry) {
    this.registry = registry;
  }

  /** The owners that the registry names: a twin whose id is a namespace's name, whole. */
  List<Owned> ofRegistry(List<Observed> observed) {
    List<Owned> owned = new ArrayList<>();
    for (Observed one : observed) {
      List<TenantScope> twins = twins(one.name());
      if (twins.size() == 1) {
        owned.add(new Owned(one.name(), twins.getFirst().ids().getFirst(), one.name()));
      }
    }
    return owned;
  }

  CopyPlan plan(String model, List<Observed> observed, Mapping mapping) {
    Map<String, Observed> there = new TreeMap<>();
    observed.forEach(one -> there.put(LegacyName.of(one.name()), one));
    List<Move> moves = new ArrayList<>();
    List<Refusal> refusals = new ArrayList<>();
    Set<String> named = new HashSet<>();
    Set<String> targets = new HashSet<>();
    for (Owned owned : mapping.owned()) {
      String name = LegacyName.of(owned.namespace());
      Optional<Move> move = move(owned, name, there.get(name));
      Optional<String> obstacle =
          !named.add(name)
              ? Optional.of("namespace.named_twice")
              : obstacle(owned, name, there.get(name), move);
      if (obstacle.isEmpty() && !targets.add(move.orElseThrow().target())) {
        obstacle = Optional.of("target.named_twice");
      }
      obstacle.ifPresentOrElse(
          reason -> refusals.add(new Refusal(name, reason)), () -> moves.add(move.orElseThrow()));
    }
    Map<String, SetAside> aside =
        mapping.setAside().stream()
            .collect(toMap(one -> LegacyName.of(one.namespace()), one -> one, (one, two) -> one));
    aside.keySet().stream()
        .filter(named::contains)
        .forEach(name -> refusals.add(new Refusal(name, "namespace.owned_and_set_aside")));
    aside.values().stream()
        .filter(one -> one.by().isBlank())
        .forEach(one -> refusals.add(new Refusal(one.namespace(), "set_aside.by_nobody")));
    return new CopyPlan(
        model,
        moves.stream().sorted(Comparator.comparing(Move::namespace)).toList(),
        there.values().stream()
            .filter(one -> LegacyName.mayBeTwins(one.name()))
            .filter(one -> !named.contains(LegacyName.of(one.name())))
            .filter(one -> !aside.containsKey(LegacyName.of(one.name())))
            .map(one -> new Quarantined(LegacyName.of(one.name()), one.vectors()))
            .toList(),
        aside.values().stream()
            .map(one -> new SetAside(LegacyName.of(one.namespace()), one.by()))
            .sorted(Comparator.comparing(SetAside::namespace))
            .toList(),
        refusals);
  }

  private Optional<Move> move(Owned owned, String name, @Nullable Observed there) {
    try {
      CreatorId creator = new CreatorId(owned.creator());
      TwinId twin = new TwinId(owned.twin());
      return registry
          .twin(creator, twin)
          .map(
              scope ->
                  new Move(
                      name,
                      creator.value(),
                      twin.value(),
                      scope.parents().getFirst(),
                      scope.uid(),
                      new Namespace.Twin(creator, twin).name(),
                      there == null ? 0 : there.vectors()));
    } catch (InvalidIdException e) {
      return Optional.empty();
    }
  }

  private Optional<String> obstacle(
      Owned owned, String name, @Nullable Observed there, Optional<Move> move) {
    if (!LegacyName.mayBeTwins(name)) {
      return Optional.of("namespace.not_a_legacy_twins");
    }
    if (move.isEmpty()) {
      return Optional.of("owner.not_registered");
    }
    boolean somebodyElses =
        twins(name).stream().anyMatch(twin -> !twin.uid().equals(move.get().twinUid()));
    if (somebodyElses || (there != null && namesAnother(owned.creator(), there))) {
      return Optional.of("owner.foreign");
    }
    return Optional.empty();
  }

  /** Whether vectors name a creator that is registered here and is not the one of the mapping. */
  private boolean namesAnother(String creator, Observed there) {
    return there.creators().stream().anyMatch(named -> !named.equals(creator) && isCreator(named));
  }

  boolean isCreator(String id) {
    try {
      return registry.creator(new CreatorId(id)).isPresent();
    } catch (InvalidIdException e) {
      return false;
    }
  }

  private List<TenantScope> twins(String id) {
    return registry.live().stream()
        .filter(scope -> scope.type() == ScopeType.TWIN && scope.id().equals(id))
        .toList();
  }
}
