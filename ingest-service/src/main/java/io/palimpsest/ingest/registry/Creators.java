package io.palimpsest.ingest.registry;

import io.palimpsest.event.ScopeType;
import io.palimpsest.ingest.entry.Change;
import io.palimpsest.ingest.entry.Entry;
import io.palimpsest.ingest.entry.Outcome;
import io.palimpsest.ingest.entry.Terms;
import io.palimpsest.ingest.store.EntryQuery;
import io.palimpsest.ingest.store.StateJson;
import io.palimpsest.ingest.write.Shelf;
import io.palimpsest.tenancy.CreatorId;
import io.palimpsest.tenancy.TwinId;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** Registers creators and their twins. */
@Singleton
public final class Creators {
  private final Shelf<Creator> creators;
  private final Shelf<Twin> twins;
  private final Registry registry;
  private final Registrar registrar;

  Creators(Shelf<Creator> creators, Shelf<Twin> twins, Registry registry, Registrar registrar) {
    this.creators = creators;
    this.twins = twins;
    this.registry = registry;
    this.registrar = registrar;
  }

  /** Registers a creator, or changes its registration. */
  public Outcome put(CreatorId id, Creator creator, Terms terms) {
    return registrar.apply(
        creators,
        terms.root(ScopeType.CREATOR, id.value(), creator, StateJson.fingerprint(creator)));
  }

  /** Closes a creator that has neither live twins nor live sources. */
  public Outcome close(Tenant<Creator> creator, Terms terms) {
    return registrar.close(
        creators,
        creator.path().last(),
        terms.root(ScopeType.CREATOR, creator.head().id(), null, ""));
  }

  /** Registers a twin, or changes its registration. */
  public Outcome putTwin(Tenant<Creator> creator, TwinId id, Twin twin, Terms terms) {
    creator.acknowledged();
    return registrar.apply(
        twins,
        terms.below(
            creator.path(),
            creator.path().last(),
            ScopeType.TWIN,
            id.value(),
            twin,
            StateJson.fingerprint(twin)));
  }

  /** Closes a twin that has no live sources. */
  public Outcome closeTwin(Tenant<Creator> creator, TwinId id, Terms terms) {
    Change<Twin> change =
        terms.below(creator.path(), creator.path().last(), ScopeType.TWIN, id.value(), null, "");
    return registry
        .twin(creator, id.value())
        .map(twin -> registrar.close(twins, twin.path().last(), change))
        .orElseGet(() -> registrar.apply(twins, change));
  }

  /** One page of live creators. */
  public List<Entry<Creator>> page(String after, int limit) {
    return creators.store().page(new EntryQuery(Optional.empty(), after, Optional.empty(), limit));
  }

  /** One page of a creator's live twins. */
  public List<Entry<Twin>> twins(Tenant<Creator> creator, String after, int limit) {
    return twins
        .store()
        .page(new EntryQuery(Optional.of(creator.head().uid()), after, Optional.empty(), limit));
  }
}
