package io.palimpsest.ingest.erase;

import io.palimpsest.fencing.Work;
import io.palimpsest.ingest.item.PortfolioItem;
import io.palimpsest.ingest.source.Source;
import io.palimpsest.ingest.store.EntryStore;
import io.palimpsest.ingest.store.ErasedScopes;
import io.palimpsest.ingest.write.Shelf;
import jakarta.inject.Singleton;

/** The documents of items and sources, stubs included. */
@Singleton
final class DocumentsParticipant implements Participant {
  private final EntryStore<PortfolioItem> items;
  private final EntryStore<Source> sources;
  private final ErasedScopes erased;

  DocumentsParticipant(Shelf<PortfolioItem> items, Shelf<Source> sources, ErasedScopes erased) {
    this.items = items.store();
    this.sources = sources.store();
    this.erased = erased;
  }

  @Override
  public String name() {
    return "ingest.documents";
  }

  @Override
  public long count(Target target) {
    return store(target).count(target.under());
  }

  @Override
  public long erase(Target target, String requestRef, Works works) {
    if (target.isEntity() && target.isNamed()) {
      // First, for once the document is gone nothing else says that the id was erased.
      try (Work work = works.admit()) {
        erased.remember(target.self().type(), target.key(), target.self().uid(), requestRef, work);
      }
    }
    return works.all(work -> store(target).erase(target.under(), Works.PAGE, work));
  }

  @Override
  public String method() {
    return "delete_by_uid";
  }

  private EntryStore<?> store(Target target) {
    return target.isPortfolio() ? items : sources;
  }
}
