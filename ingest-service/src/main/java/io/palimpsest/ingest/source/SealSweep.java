package io.palimpsest.ingest.source;

import io.palimpsest.fencing.Work;
import io.palimpsest.ingest.entry.Head;
import io.palimpsest.ingest.entry.RefusedException;
import io.palimpsest.ingest.item.PortfolioItem;
import io.palimpsest.ingest.store.EntryStore;
import io.palimpsest.ingest.write.GuardedWork;
import io.palimpsest.ingest.write.Shelf;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.Function;

/**
 * Seals what an older release, or one with sealing switched off, stored plain. What changes
 * meanwhile is sealed by its change; what is fenced is left to its erasure. May be run again at any
 * time.
 */
@Singleton
public final class SealSweep {
  private static final int PAGE = 100;

  private final EntryStore<PortfolioItem> items;
  private final EntryStore<Source> sources;
  private final Contents contents;
  private final GuardedWork guarded;

  SealSweep(
      Shelf<PortfolioItem> items, Shelf<Source> sources, Contents contents, GuardedWork guarded) {
    this.items = items.store();
    this.sources = sources.store();
    this.contents = contents;
    this.guarded = guarded;
  }

  /** Goes through everything once; returns how much was sealed. */
  public long run() {
    return entries(items)
        + entries(sources)
        + all(contents::plain, Content::id, Content::owner, contents::seal);
  }

  private long entries(EntryStore<?> store) {
    return all(store::plain, Head::key, head -> head.path().uids(), store::seal);
  }

  private <T> long all(
      BiFunction<String, Integer, List<T>> pages,
      Function<T, String> id,
      Function<T, Collection<UUID>> uids,
      BiPredicate<T, Work> seal) {
    long sealed = 0;
    List<T> page = pages.apply("", PAGE);
    while (!page.isEmpty()) {
      sealed += page.stream().filter(one -> admitted(uids.apply(one), one, seal)).count();
      page = pages.apply(id.apply(page.getLast()), PAGE);
    }
    return sealed;
  }

  private <T> boolean admitted(Collection<UUID> uids, T plain, BiPredicate<T, Work> seal) {
    try {
      return guarded.run(uids, work -> seal.test(plain, work));
    } catch (RefusedException fencedOrNotNow) {
      return false;
    }
  }
}
