package io.palimpsest.ingest.registry;

import io.palimpsest.ingest.entry.Head;
import io.palimpsest.ingest.entry.Refusal;
import io.palimpsest.ingest.entry.RefusedException;
import io.palimpsest.ingest.entry.Scope;
import io.palimpsest.ingest.item.PortfolioItem;
import io.palimpsest.ingest.source.Source;
import io.palimpsest.ingest.store.EntryQuery;
import io.palimpsest.ingest.store.EntryStore;
import io.palimpsest.ingest.write.Shelf;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** Knows whether something live is below a scope: closing never hides data that is still there. */
@Singleton
final class Occupancy {
  private final List<EntryStore<?>> children;

  Occupancy(
      Shelf<Profile> profiles,
      Shelf<Twin> twins,
      Shelf<PortfolioItem> items,
      Shelf<Source> sources) {
    this.children = List.of(profiles.store(), twins.store(), items.store(), sources.store());
  }

  void refuseUnlessEmpty(Scope scope) {
    if (children.stream().anyMatch(store -> occupied(store, scope))) {
      throw new RefusedException(
          Refusal.of(
              409,
              "tenant.not_empty",
              "Something live is below this scope: delete it first, or request its erasure."));
    }
  }

  private static <S> boolean occupied(EntryStore<S> store, Scope scope) {
    return store.page(new EntryQuery(Optional.of(scope.uid()), "", Optional.empty(), 2)).stream()
        .map(entry -> entry.head())
        .map(Head::uid)
        .anyMatch(uid -> !uid.equals(scope.uid()));
  }
}
