package io.palimpsest.erasure.plan;

import io.palimpsest.erasure.model.Plan;
import io.palimpsest.erasure.model.Scope;
import io.palimpsest.event.ScopeType;
import io.palimpsest.tenancy.CreatorId;
import io.palimpsest.tenancy.LegacyNamespace;
import io.palimpsest.tenancy.Namespace;
import io.palimpsest.tenancy.TwinId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Says of the name of a namespace whose it is. Names are decoded and compared for equality: a
 * prefix decides nothing but that a name which cannot be decoded is a doubt. Pure.
 */
final class NameBook {
  /** What a name says. */
  enum Saying {
    /** The scope's, or a child's of it: nobody else may have anything there. */
    OWN,
    /** Holds what others own, too. */
    SHARED,
    /** Looks like one of the scope's and cannot be decoded. */
    UNATTRIBUTED,
    /** Somebody else's. */
    FOREIGN
  }

  private final Scope scope;
  private final Set<Namespace> own = new LinkedHashSet<>();
  private final Set<Namespace> shared = new LinkedHashSet<>();
  private final Set<LegacyNamespace> legacy = new LinkedHashSet<>();
  private final Optional<CreatorId> whole;

  private NameBook(Plan plan, List<Scope> children) {
    this.scope = plan.scope();
    this.whole =
        scope.type() == ScopeType.CREATOR
            ? Optional.of(new CreatorId(scope.id()))
            : Optional.empty();
    switch (scope.type()) {
      case CREATOR -> ofCreator(new CreatorId(scope.id()), children);
      case TWIN, SOURCE -> ofTwin(plan.path());
      case ORGANIZATION, PROFILE, ITEM -> ofOrganization(plan);
      case UNKNOWN -> throw new IllegalArgumentException("the kind of the scope is not known");
    }
  }

  /**
   * @param plan with the names of its path in it
   * @param children every tenant scope under the scope
   */
  static NameBook of(Plan plan, List<Scope> children) {
    return new NameBook(plan, children);
  }

  Saying of(String name) {
    Optional<Namespace> decoded = Namespace.parse(name);
    if (decoded.isPresent()) {
      return saying(decoded.get());
    }
    Optional<LegacyNamespace> old = LegacyNamespace.recognise(name);
    if (old.isPresent()) {
      return legacy.contains(old.get()) ? own() : Saying.FOREIGN;
    }
    return looksLikeOurs(name) ? Saying.UNATTRIBUTED : Saying.FOREIGN;
  }

  /** Names of the scope and its children, whether they exist or not. */
  List<String> known() {
    return own.stream().map(Namespace::name).toList();
  }

  /** Names to be asked for directly: those of parents, older ones, aliases. */
  List<String> possible() {
    return Stream.concat(
            shared.stream().map(Namespace::name), legacy.stream().map(LegacyNamespace::name))
        .toList();
  }

  private Saying saying(Namespace namespace) {
    if (own.contains(namespace) || isChild(namespace)) {
      return own();
    }
    return shared.contains(namespace) ? Saying.SHARED : Saying.FOREIGN;
  }

  /** A twin that no registry knows any more is its creator's for all that. */
  private boolean isChild(Namespace namespace) {
    return namespace instanceof Namespace.Twin twin
        && whole.filter(twin.creator()::equals).isPresent();
  }

  private Saying own() {
    return switch (scope.type()) {
      case CREATOR, TWIN, ORGANIZATION -> Saying.OWN;
      case PROFILE, ITEM, SOURCE, UNKNOWN -> Saying.SHARED;
    };
  }

  private boolean looksLikeOurs(String name) {
    return Stream.concat(own.stream(), shared.stream())
        .map(Namespace::name)
        .anyMatch(mine -> name.startsWith(mine + "_"));
  }

  private void ofCreator(CreatorId creator, List<Scope> children) {
    own.add(new Namespace.CreatorWide(creator));
    for (Scope child : children) {
      TwinId twin = new TwinId(child.id());
      own.add(new Namespace.Twin(creator, twin));
      older(twin.value());
    }
  }

  private void ofTwin(List<Scope> path) {
    CreatorId creator = new CreatorId(path.getFirst().id());
    TwinId twin = new TwinId(path.get(1).id());
    own.add(new Namespace.Twin(creator, twin));
    shared.add(new Namespace.CreatorWide(creator));
    older(twin.value());
  }

  private void ofOrganization(Plan plan) {
    List<String> names = new ArrayList<>(plan.namespaces());
    names.addAll(plan.sharedNamespaces());
    LegacyNamespace.DefaultPortfolioAlias alias = new LegacyNamespace.DefaultPortfolioAlias();
    for (String name : names) {
      Namespace.parse(name).filter(Namespace.Portfolio.class::isInstance).ifPresent(own::add);
    }
    if (own.contains(alias.target())) {
      legacy.add(alias);
    }
  }

  private void older(String twin) {
    LegacyNamespace.recognise(twin)
        .filter(LegacyNamespace.TwinUuid.class::isInstance)
        .ifPresent(legacy::add);
  }
}
