package io.palimpsest.ingest.erase;

import io.palimpsest.fencing.Work;
import io.palimpsest.ingest.entry.Scope;
import io.palimpsest.ingest.item.PortfolioItem;
import io.palimpsest.ingest.source.Source;
import io.palimpsest.ingest.store.EntryStore;
import io.palimpsest.ingest.store.ErasedScopes;
import io.palimpsest.ingest.write.Shelf;
import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.util.List;

/** The documents of items and sources, stubs included, and what others keep of them. */
@Singleton
final class DocumentsParticipant implements Participant {
  private final EntryStore<PortfolioItem> items;
  private final EntryStore<Source> sources;
  private final ErasedScopes erased;
  private final List<Remains> remains;

  DocumentsParticipant(
      Shelf<PortfolioItem> items,
      Shelf<Source> sources,
      ErasedScopes erased,
      @All List<Remains> remains) {
    this.items = items.store();
    this.sources = sources.store();
    this.erased = erased;
    this.remains = remains;
  }

  @Override
  public String name() {
    return "ingest.documents";
  }

  @Override
  public long count(Target target) {
    Remains.Of scope = scope(target);
    return store(target).count(target.under())
        + remains.stream().mapToLong(one -> one.count(scope)).sum();
  }

  @Override
  public long erase(Target target, String requestRef, Works works) {
    if (target.isEntity() && target.isNamed()) {
      // First, for once the document is gone nothing else says that the id was erased.
      try (Work work = works.admit()) {
        erased.remember(target.self().type(), target.key(), target.self().uid(), requestRef, work);
      }
    }
    Remains.Of scope = scope(target);
    long elsewhere = 0;
    for (Remains one : remains) {
      elsewhere += works.all(work -> one.erase(scope, work));
    }
    return elsewhere + works.all(work -> store(target).erase(target.under(), Works.PAGE, work));
  }

  private static Remains.Of scope(Target target) {
    return new Remains.Of(
        target.self().type(),
        target.isNamed() ? target.path().stream().map(Scope::id).toList() : List.of(),
        target.self().uid());
  }

  @Override
  public String method() {
    return "delete_by_uid";
  }

  private EntryStore<?> store(Target target) {
    return target.isPortfolio() ? items : sources;
  }
}
