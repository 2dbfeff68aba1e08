package io.palimpsest.ingest.source;

import io.palimpsest.ingest.content.Content;
import io.palimpsest.ingest.content.Contents;
import io.palimpsest.ingest.entry.Entry;
import io.palimpsest.ingest.store.EntryStore;
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

  ContentSweep(Contents contents, Shelf<Source> sources) {
    this.contents = contents;
    this.sources = sources.store();
  }

  /** Sweeps once; returns how many contents were removed. */
  public long run() {
    long removed = 0;
    String after = "";
    List<Content> page = contents.storedBefore(GRACE, after, PAGE);
    while (!page.isEmpty()) {
      for (Content content : page) {
        if (!used(content)) {
          contents.remove(content);
          removed++;
        }
      }
      after = page.getLast().id();
      page = contents.storedBefore(GRACE, after, PAGE);
    }
    return removed;
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
