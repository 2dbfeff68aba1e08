package io.palimpsest.reembed.change;

import io.palimpsest.event.Change;
import io.palimpsest.event.ContentReference;
import io.palimpsest.event.PortfolioItemChanged;
import io.palimpsest.event.PortfolioItemState;
import io.palimpsest.event.ScopeRef;
import io.palimpsest.event.SourceChanged;
import io.palimpsest.event.SourceState;
import io.palimpsest.reembed.text.ItemText;
import io.palimpsest.vectorstore.InvalidVectorException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Events of ingest to {@link io.palimpsest.reembed.change.Change}s. */
public final class Changes {
  private Changes() {}

  /**
   * The change that an item's event announces.
   *
   * @throws InvalidChangeException when the event breaks its contract
   */
  public static io.palimpsest.reembed.change.Change of(PortfolioItemChanged event) {
    return change(
        event.getScopePath(),
        event.getUid(),
        event.getRevision(),
        event.getChange(),
        event.getOccurredAt(),
        () -> item(event.getState()));
  }

  /**
   * The change that a source's event announces.
   *
   * @throws InvalidChangeException when the event breaks its contract
   */
  public static io.palimpsest.reembed.change.Change of(SourceChanged event) {
    return change(
        event.getScopePath(),
        event.getUid(),
        event.getRevision(),
        event.getChange(),
        event.getOccurredAt(),
        () -> source(event.getState()));
  }

  private static io.palimpsest.reembed.change.Change change(
      List<ScopeRef> path,
      UUID uid,
      long revision,
      Change kind,
      Instant at,
      Supplier<Document> state) {
    Entity entity = Paths.entity(path);
    if (!entity.uid().equals(uid)) {
      throw new InvalidChangeException("change.uid_not_on_path");
    }
    try {
      return switch (kind) {
        case UPSERT ->
            new io.palimpsest.reembed.change.Change(
                entity, revision, Optional.of(state.get()), Optional.of(at));
        case DELETE ->
            new io.palimpsest.reembed.change.Change(
                entity, revision, Optional.empty(), Optional.of(at));
        case UNKNOWN -> throw new InvalidChangeException("change.unknown_kind");
      };
    } catch (InvalidVectorException e) {
      throw new InvalidChangeException("change.metadata");
    }
  }

  private static Document item(@Nullable Object state) {
    if (!(state instanceof PortfolioItemState item)) {
      throw new InvalidChangeException(state == null ? "change.no_state" : "change.sealed_state");
    }
    return new Document.Item(item.getCompanyName(), CallersMetadata.of(item), ItemText.of(item));
  }

  private static Document source(@Nullable Object state) {
    if (!(state instanceof SourceState source)) {
      throw new InvalidChangeException(state == null ? "change.no_state" : "change.sealed_state");
    }
    return switch (source.getContent()) {
      case ByteBuffer bytes ->
          new Document.Source(
              source.getTitle(),
              CallersMetadata.of(source),
              source.getMediaType(),
              copy(bytes),
              source.getSha256());
      case ContentReference kept ->
          new Document.Referenced(
              source.getTitle(),
              CallersMetadata.of(source),
              source.getMediaType(),
              kept.getContentId(),
              size(kept.getSize()),
              kept.getSha256());
      default -> throw new InvalidChangeException("change.content");
    };
  }

  private static int size(long bytes) {
    if (bytes < 0 || bytes > Integer.MAX_VALUE) {
      throw new InvalidChangeException("change.content_size");
    }
    return (int) bytes;
  }

  private static byte[] copy(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }
}
