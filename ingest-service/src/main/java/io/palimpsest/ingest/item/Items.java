package io.palimpsest.ingest.item;

import io.palimpsest.event.ScopeType;
import io.palimpsest.ingest.entry.Change;
import io.palimpsest.ingest.entry.Entry;
import io.palimpsest.ingest.entry.Keys;
import io.palimpsest.ingest.entry.Outcome;
import io.palimpsest.ingest.entry.Precondition;
import io.palimpsest.ingest.entry.ScopePath;
import io.palimpsest.ingest.entry.Terms;
import io.palimpsest.ingest.store.EntryQuery;
import io.palimpsest.ingest.store.StateJson;
import io.palimpsest.ingest.write.Gate;
import io.palimpsest.ingest.write.Shelf;
import io.palimpsest.tenancy.ItemId;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads and changes portfolio items of organizations that the caller was let through to. */
@Singleton
public final class Items {
  private static final Precondition NEVER = new Precondition.AtRevision(Set.of());

  /** There is none, and the precondition does not hold. */
  private static final Set<Integer> NOT_REPEATED = Set.of(404, 412);

  private final Shelf<PortfolioItem> shelf;
  private final Gate gate;

  Items(Shelf<PortfolioItem> shelf, Gate gate) {
    this.shelf = shelf;
    this.gate = gate;
  }

  /** The live item, or empty. */
  public Optional<Entry<PortfolioItem>> find(ScopePath organization, ItemId id) {
    return shelf
        .store()
        .entry(Keys.below(organization.last(), id.value()))
        .filter(entry -> !entry.head().deleted())
        .filter(entry -> !gate.isFenced(entry.head().path().uids()));
  }

  /** One page of live items, those of fenced scopes included. */
  public List<Entry<PortfolioItem>> page(EntryQuery query) {
    return shelf.store().page(query);
  }

  /** The change that creates or replaces an item. */
  public static Change<PortfolioItem> upsert(
      ScopePath profile, ItemId id, PortfolioItem item, Terms terms) {
    return terms.below(
        profile, profile.tenant(), ScopeType.ITEM, id.value(), item, StateJson.fingerprint(item));
  }

  /** The change that deletes an item. */
  public static Change<PortfolioItem> delete(ScopePath organization, ItemId id, Terms terms) {
    return terms.below(organization, organization.tenant(), ScopeType.ITEM, id.value(), null, "");
  }

  /**
   * What a request was answered before under its idempotency key, whatever became of the item
   * since; a key that came with another request is refused.
   */
  public Optional<Outcome> repeated(ScopePath organization, ItemId id, Terms terms) {
    if (terms.idempotencyKey().isEmpty()) {
      return Optional.empty();
    }
    // A key that is remembered is looked at before the precondition, which never holds.
    Outcome outcome = apply(delete(organization, id, terms.when(NEVER)));
    boolean unknown =
        outcome instanceof Outcome.Refused refused
            && NOT_REPEATED.contains(refused.refusal().status());
    return unknown ? Optional.empty() : Optional.of(outcome);
  }

  /** Applies one change. */
  public Outcome apply(Change<PortfolioItem> change) {
    return shelf.writer().apply(change);
  }

  /** Applies changes of different items, each for itself. */
  public List<Outcome> apply(List<Change<PortfolioItem>> changes) {
    return shelf.writer().apply(changes);
  }
}
