package io.palimpsest.ingest.http;

import io.palimpsest.ingest.entry.Embedding;
import io.palimpsest.ingest.entry.Entry;
import io.palimpsest.ingest.entry.Head;
import io.palimpsest.ingest.entry.Scope;
import io.palimpsest.ingest.source.Source;
import io.palimpsest.ingest.source.SourceContent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A knowledge source as its clients see it; its content has an address of its own.
 *
 * @param sourceId id of the source
 * @param creatorId id of its creator
 * @param twinId id of its twin
 * @param uid uid of this admission
 * @param revision present revision
 * @param title title
 * @param mediaType media type of the content
 * @param language BCP 47 tag
 * @param metadata the caller's own metadata
 * @param contentId id of the stored content, when it is too big for the document
 * @param sha256 SHA-256 of the content, hex
 * @param size size of the content in bytes
 * @param isEmbedded whether a search can find some revision of it
 * @param embeddedRevision the revision that a search finds
 * @param embeddedAt when that one was embedded
 * @param parkedReason why the newest revision was set aside
 * @param createdAt when it was admitted
 * @param updatedAt when it changed last
 */
public record SourceView(
    String sourceId,
    String creatorId,
    String twinId,
    UUID uid,
    long revision,
    String title,
    String mediaType,
    @Nullable String language,
    Map<String, Object> metadata,
    @Nullable String contentId,
    String sha256,
    long size,
    boolean isEmbedded,
    @Nullable Long embeddedRevision,
    @Nullable Instant embeddedAt,
    @Nullable String parkedReason,
    Instant createdAt,
    Instant updatedAt) {
  static SourceView of(Entry<Source> entry) {
    Head head = entry.head();
    Source source = Objects.requireNonNull(entry.state());
    List<Scope> path = head.path().scopes();
    Embedding embedding = head.embedding();
    return new SourceView(
        head.id(),
        path.get(0).id(),
        path.get(1).id(),
        head.uid(),
        head.revision(),
        source.title(),
        source.mediaType(),
        source.language(),
        source.metadata(),
        source.content() instanceof SourceContent.Stored stored ? stored.contentId() : null,
        source.sha256(),
        source.size(),
        embedding.present(),
        embedding.present() ? embedding.embeddedRevision() : null,
        embedding.at(),
        embedding.parkedReason(),
        head.createdAt(),
        head.changedAt());
  }
}
