package io.palimpsest.ingest.source;

import io.palimpsest.event.ScopeType;
import io.palimpsest.ingest.entry.Change;
import io.palimpsest.ingest.entry.Entry;
import io.palimpsest.ingest.entry.Head;
import io.palimpsest.ingest.entry.Keys;
import io.palimpsest.ingest.entry.Outcome;
import io.palimpsest.ingest.entry.Refusal;
import io.palimpsest.ingest.entry.RefusedException;
import io.palimpsest.ingest.entry.ScopePath;
import io.palimpsest.ingest.entry.Terms;
import io.palimpsest.ingest.store.EntryQuery;
import io.palimpsest.ingest.vault.Sha256;
import io.palimpsest.ingest.write.Gate;
import io.palimpsest.ingest.write.GuardedWork;
import io.palimpsest.ingest.write.Shelf;
import io.palimpsest.tenancy.SourceId;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/** Reads and changes sources of twins that the caller was let through to. */
@Singleton
public final class Sources {
  private final Shelf<Source> shelf;
  private final Contents contents;
  private final Gate gate;
  private final GuardedWork guarded;

  Sources(Shelf<Source> shelf, Contents contents, Gate gate, GuardedWork guarded) {
    this.shelf = shelf;
    this.contents = contents;
    this.gate = gate;
    this.guarded = guarded;
  }

  /** The live source, or empty. */
  public Optional<Entry<Source>> find(ScopePath twin, SourceId id) {
    return shelf
        .store()
        .entry(Keys.below(twin.last(), id.value()))
        .filter(entry -> !entry.head().deleted())
        .filter(entry -> !gate.isFenced(entry.head().path().uids()));
  }

  /** The bytes of a source's content, or empty when they went while they were read. */
  public Optional<byte[]> content(Source source) {
    return switch (source.content()) {
      case SourceContent.Inline inline -> Optional.of(inline.copy());
      case SourceContent.Stored stored -> contents.find(stored.contentId()).flatMap(contents::read);
    };
  }

  /** One page of live sources. */
  public List<Entry<Source>> page(EntryQuery query) {
    return shelf.store().page(query);
  }

  /** Stores content for a source that is still to come. */
  public Content upload(ScopePath twin, String mediaType, byte[] bytes) {
    DraftContent.ofBytes(bytes);
    return store(twin, Optional.empty(), MediaTypes.checked(mediaType), bytes);
  }

  /**
   * The change that creates or replaces a source; content too big for a document is stored.
   *
   * @throws RefusedException when the content that it names cannot be used
   */
  public Change<Source> upsert(ScopePath twin, SourceId id, SourceDraft draft, Terms terms) {
    String key = Keys.below(twin.last(), id.value());
    Source source =
        switch (draft.content()) {
          case DraftContent.Given given -> given(twin, key, draft, given.copy());
          case DraftContent.Uploaded uploaded -> uploaded(twin, key, draft, uploaded.contentId());
        };
    return terms.below(
        twin, twin.last(), ScopeType.SOURCE, id.value(), source, source.fingerprint());
  }

  /** The change that deletes a source. */
  public static Change<Source> delete(ScopePath twin, SourceId id, Terms terms) {
    return terms.below(twin, twin.last(), ScopeType.SOURCE, id.value(), null, "");
  }

  /** Whether a draft says what the source says already; no when its content was uploaded. */
  public boolean isSame(Entry<Source> entry, SourceDraft draft) {
    if (!(draft.content() instanceof DraftContent.Given given)) {
      return false;
    }
    byte[] bytes = given.copy();
    SourceContent content = new SourceContent.Inline(given.bytes());
    String plain = source(draft, content, Sha256.hex(bytes), bytes.length).fingerprint();
    Head head = entry.head();
    return shelf.store().fingerprint(head.key(), plain).equals(head.fingerprint());
  }

  /** Applies one change. */
  public Outcome apply(Change<Source> change) {
    return shelf.writer().apply(change);
  }

  /** Applies changes of different sources, each for itself. */
  public List<Outcome> apply(List<Change<Source>> changes) {
    return shelf.writer().apply(changes);
  }

  private Source given(ScopePath twin, String key, SourceDraft draft, byte[] bytes) {
    SourceContent content =
        bytes.length <= SourceContent.LARGEST_INLINE
            ? new SourceContent.Inline(ByteBuffer.wrap(bytes))
            : new SourceContent.Stored(
                store(twin, Optional.of(key), draft.mediaType(), bytes).id());
    return source(draft, content, Sha256.hex(bytes), bytes.length);
  }

  private Source uploaded(ScopePath twin, String key, SourceDraft draft, String contentId) {
    Content content =
        contents
            .find(contentId)
            .filter(found -> found.owner().equals(twin.uids()))
            .filter(found -> found.sourceKey() == null || key.equals(found.sourceKey()))
            .orElseThrow(Sources::noContent);
    Content attached =
        guarded.run(
            twin.uids(),
            work -> {
              contents.attach(content, key, work);
              return content;
            });
    return source(
        draft, new SourceContent.Stored(attached.id()), attached.sha256(), attached.size());
  }

  private Content store(ScopePath twin, Optional<String> key, String mediaType, byte[] bytes) {
    return guarded.run(
        twin.uids(), work -> contents.store(twin.uids(), key, mediaType, bytes, work));
  }

  private static Source source(SourceDraft draft, SourceContent content, String sha256, long size) {
    return new Source(
        draft.title(),
        draft.mediaType(),
        draft.language(),
        draft.metadata(),
        content,
        sha256,
        size);
  }

  private static RefusedException noContent() {
    return new RefusedException(
        Refusal.ofField(
            422,
            "content.unknown",
            "content_id",
            "names content that was uploaded for this twin in the last 24 hours and that no other"
                + " source uses"));
  }
}
