package io.palimpsest.erasure.verify;

import io.palimpsest.erasure.plan.NamespaceNames;
import io.palimpsest.erasure.plan.StoreByName;
import io.palimpsest.event.ScopeType;
import io.palimpsest.fencing.Deadline;
import io.palimpsest.fencing.Ticker;
import io.palimpsest.tenancy.CreatorId;
import io.palimpsest.tenancy.Namespace;
import io.palimpsest.tenancy.OrganizationSlug;
import io.palimpsest.tenancy.TwinId;
import io.palimpsest.vectorstore.NamespaceReader;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** By the verifier's own connections, in every index that the configuration names. */
final class StoreNames implements StoreByName {
  private final VerifierStores stores;
  private final VerifierSettings settings;
  private final NamespaceNames namespaces;

  StoreNames(VerifierStores stores, VerifierSettings settings, NamespaceNames namespaces) {
    this.stores = stores;
    this.settings = settings;
    this.namespaces = namespaces;
  }

  @Override
  public boolean holdsAny(ScopeType type, List<String> ids, @Nullable String slug) {
    return switch (type) {
      case CREATOR -> hasNamespace(creators(new CreatorId(ids.getFirst())));
      case TWIN -> hasNamespace(twin(ids)::equals);
      case SOURCE -> hasVector(twin(ids), ids.getLast());
      case ORGANIZATION -> portfolio(slug).filter(own -> hasNamespace(own::equals)).isPresent();
      case ITEM -> portfolio(slug).filter(own -> hasVector(own, ids.getLast())).isPresent();
      case PROFILE, UNKNOWN -> false;
    };
  }

  private static Predicate<Namespace> creators(CreatorId creator) {
    return namespace ->
        switch (namespace) {
          case Namespace.CreatorWide wide -> wide.creator().equals(creator);
          case Namespace.Twin twin -> twin.creator().equals(creator);
          case Namespace.Portfolio portfolio -> false;
        };
  }

  private static Namespace twin(List<String> ids) {
    return new Namespace.Twin(new CreatorId(ids.getFirst()), new TwinId(ids.get(1)));
  }

  private static Optional<Namespace> portfolio(@Nullable String slug) {
    return Optional.ofNullable(slug)
        .map(known -> new Namespace.Portfolio(new OrganizationSlug(known)));
  }

  private boolean hasNamespace(Predicate<Namespace> wanted) {
    return !namespaces.matching(name -> Namespace.parse(name).filter(wanted).isPresent()).isEmpty();
  }

  /**
   * An item has its own id in the store, a source's pieces its id and a number sign before theirs.
   */
  private boolean hasVector(Namespace namespace, String entity) {
    Deadline deadline = Deadline.after(Ticker.system(), settings.deadline());
    return stores.sides().stream()
        .map(side -> side.reader("search").namespace(namespace.name()))
        .anyMatch(reader -> hasVector(reader, entity, deadline));
  }

  private static boolean hasVector(NamespaceReader reader, String entity, Deadline deadline) {
    AtomicBoolean found = new AtomicBoolean();
    reader.list(
        entity,
        deadline,
        page -> {
          if (page.stream().anyMatch(id -> id.equals(entity) || id.startsWith(entity + '#'))) {
            found.set(true);
          }
        });
    return found.get();
  }
}
