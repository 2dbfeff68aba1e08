package io.palimpsest.ingest.source;

import io.palimpsest.ingest.entry.Entry;
import io.palimpsest.ingest.store.EntryStore;
import io.palimpsest.ingest.write.Gate;
import io.palimpsest.ingest.write.Shelf;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reads contents for the services that were told their ids by an event. */
@Singleton
public final class ContentReader {
  private final Contents contents;
  private final EntryStore<Source> sources;
  private final Gate gate;

  ContentReader(Contents contents, Shelf<Source> sources, Gate gate) {
    this.contents = contents;
    this.sources = sources.store();
    this.gate = gate;
  }

  /**
   * Reads a content.
   *
   * @param id its id
   * @param entity uid of the source of which the event told, when the asker says it: with it a
   *     content that is gone reads as erased
   */
  public ContentAnswer read(String id, Optional<UUID> entity) {
    if (entity.filter(uid -> gate.isFenced(List.of(uid))).isPresent()) {
      return new ContentAnswer.Erased();
    }
    Optional<Content> found = contents.find(id);
    if (found.isEmpty()) {
      return gone(entity);
    }
    return gate.isFenced(found.get().owner()) ? new ContentAnswer.Erased() : present(found.get());
  }

  /** Superseded contents are swept some time after: their source tells which they are. */
  private ContentAnswer gone(Optional<UUID> entity) {
    boolean sourceLives =
        entity.filter(uid -> !sources.headsByUid(List.of(uid)).isEmpty()).isPresent();
    return sourceLives ? new ContentAnswer.Superseded() : new ContentAnswer.Unknown();
  }

  private ContentAnswer present(Content content) {
    String key = content.sourceKey();
    boolean used =
        key != null
            && sources
                .entry(key)
                .map(Entry::state)
                .filter(source -> uses(source, content.id()))
                .isPresent();
    if (!used) {
      return new ContentAnswer.Superseded();
    }
    return contents
        .read(content)
        .<ContentAnswer>map(bytes -> new ContentAnswer.Found(bytes, content.sha256()))
        .orElseGet(ContentAnswer.Superseded::new);
  }

  private static boolean uses(Source source, String contentId) {
    return source.content() instanceof SourceContent.Stored stored
        && stored.contentId().equals(contentId);
  }
}
