package io.palimpsest.ingest.http;

import io.palimpsest.ingest.entry.Embedding;
import io.palimpsest.ingest.entry.Entry;
import io.palimpsest.ingest.entry.Head;
import io.palimpsest.ingest.entry.Scope;
import io.palimpsest.ingest.item.PortfolioItem;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A portfolio item as its clients see it.
 *
 * @param itemId id of the item
 * @param orgId id of its organization
 * @param profileId id of its profile
 * @param uid uid of this admission
 * @param revision present revision
 * @param companyName company or client
 * @param deliverables what was delivered
 * @param skills skills that were used
 * @param portfolioUrl URL of the work
 * @param industry industry
 * @param isEmbedded whether a search can find some revision of it
 * @param embeddingId id of its vector, once there is one
 * @param embeddedRevision the revision that a search finds
 * @param embeddedAt when that one was embedded
 * @param parkedReason why the newest revision was set aside
 * @param createdAt when it was admitted
 * @param updatedAt when it changed last
 */
public record ItemView(
    String itemId,
    String orgId,
    String profileId,
    UUID uid,
    long revision,
    String companyName,
    List<String> deliverables,
    List<String> skills,
    @Nullable String portfolioUrl,
    @Nullable String industry,
    boolean isEmbedded,
    @Nullable String embeddingId,
    @Nullable Long embeddedRevision,
    @Nullable Instant embeddedAt,
    @Nullable String parkedReason,
    Instant createdAt,
    Instant updatedAt) {
  static ItemView of(Entry<PortfolioItem> entry) {
    Head head = entry.head();
    PortfolioItem item = Objects.requireNonNull(entry.state());
    List<Scope> path = head.path().scopes();
    Embedding embedding = head.embedding();
    return new ItemView(
        head.id(),
        path.get(0).id(),
        path.get(1).id(),
        head.uid(),
        head.revision(),
        item.companyName(),
        item.deliverables(),
        item.skills(),
        item.portfolioUrl(),
        item.industry(),
        embedding.present(),
        embedding.present() ? head.id() : null,
        embedding.present() ? embedding.embeddedRevision() : null,
        embedding.at(),
        embedding.parkedReason(),
        head.createdAt(),
        head.changedAt());
  }
}
