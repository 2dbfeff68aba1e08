package io.palimpsest.erasure.plan;

import io.palimpsest.erasure.model.Scope;
import io.palimpsest.tenancy.CreatorId;
import io.palimpsest.tenancy.Namespace;
import io.palimpsest.tenancy.OrganizationSlug;
import io.palimpsest.tenancy.TwinId;
import java.util.ArrayList;
import java.util.List;

/**
 * The namespaces that a scope's vectors lie in.
 *
 * @param own hold vectors of the scope and of nothing else
 * @param shared hold vectors of other scopes, too
 */
record Namespaces(List<String> own, List<String> shared) {
  Namespaces {
    own = List.copyOf(own);
    shared = List.copyOf(shared);
  }

  static Namespaces of(ResolvedScope scope) {
    return switch (scope.path().getLast().type()) {
      case CREATOR -> new Namespaces(creator(scope), List.of());
      case TWIN -> new Namespaces(List.of(twin(scope)), List.of());
      case SOURCE -> new Namespaces(List.of(), List.of(twin(scope)));
      case ORGANIZATION -> new Namespaces(List.of(portfolio(scope)), List.of());
      case PROFILE, ITEM -> new Namespaces(List.of(), List.of(portfolio(scope)));
      case UNKNOWN -> throw new IllegalArgumentException("the kind of the scope is not known");
    };
  }

  private static List<String> creator(ResolvedScope scope) {
    CreatorId creator = creatorOf(scope);
    List<String> names = new ArrayList<>();
    names.add(new Namespace.CreatorWide(creator).name());
    for (Scope child : scope.children()) {
      names.add(new Namespace.Twin(creator, new TwinId(child.id())).name());
    }
    return names;
  }

  private static String twin(ResolvedScope scope) {
    return new Namespace.Twin(creatorOf(scope), new TwinId(scope.path().get(1).id())).name();
  }

  private static String portfolio(ResolvedScope scope) {
    String slug = scope.slug();
    if (slug == null) {
      throw new IllegalArgumentException("an organization has a slug");
    }
    return new Namespace.Portfolio(new OrganizationSlug(slug)).name();
  }

  private static CreatorId creatorOf(ResolvedScope scope) {
    return new CreatorId(scope.path().getFirst().id());
  }
}
