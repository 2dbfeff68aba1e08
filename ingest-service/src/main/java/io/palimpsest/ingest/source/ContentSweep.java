package io.palimpsest.ingest.source;

import io.palimpsest.ingest.entry.Entry;
import io.palimpsest.ingest.entry.RefusedException;
import io.palimpsest.ingest.store.EntryStore;
import io.palimpsest.ingest.write.GuardedWork;
import io.palimpsest.ingest.write.Shelf;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;

/**
 * Removes contents that no source uses: uploads that nobody came back for, and what newer revisions
 * have replaced. The grace is longer than any submission takes from upload to use.
 */
@Singleton
public final class ContentSweep {
  private static final Duration GRACE = Duration.ofHours(24);
  private static final int PAGE = 100;

  private final Contents contents;
  private final EntryStore<Source> sources;
  private final GuardedWork guarded;

  ContentSweep(Contents contents, Shelf<Source> sources, GuardedWork guarded) {
    this.contents = contents;
    this.guarded = guarded;
    this.sources = sources.store();
  }

  /** Sweeps once; returns how many contents were removed. */
  public long run() {
    long removed = 0;
    String after = "";
    List<Content> page = contents.storedBefore(GRACE, after, PAGE);
    while (!page.isEmpty()) {
      for (Content content : page) {
        if (!used(content) && removed(content)) {
          removed++;
        }
      }
      after = page.getLast().id();
      page = contents.storedBefore(GRACE, after, PAGE);
    }
    return removed;
  }

  /** What is fenced is left to its erasure. */
  private boolean removed(Content content) {
    try {
      return guarded.run(
          content.owner(),
          work -> {
            contents.remove(content, work);
            return true;
          });
    } catch (RefusedException fencedOrNotNow) {
      return false;
    }
  }

  private boolean used(Content content) {
    String key = content.sourceKey();
    return key != null
        && sources
            .entry(key)
            .map(Entry::state)
            .map(Source::content)
            .filter(new SourceContent.Stored(content.id())::equals)
            .isPresent();
  }
}
