package io.palimpsest.ingest.source;

import io.palimpsest.event.ContentReference;
import io.palimpsest.event.SourceState;
import io.palimpsest.ingest.store.StateJson;
import io.palimpsest.ingest.vault.Sha256;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A knowledge source as its owner wrote it.
 *
 * @param title title
 * @param mediaType media type of the content
 * @param language BCP 47 tag, or null
 * @param metadata the caller's own: strings, longs, doubles, booleans, lists of strings
 * @param content where the content is
 * @param sha256 SHA-256 of the content, lower-case hex
 * @param size size of the content in bytes
 */
public record Source(
    String title,
    String mediaType,
    @Nullable String language,
    Map<String, Object> metadata,
    SourceContent content,
    String sha256,
    long size) {
  /** Copies the metadata. */
  public Source {
    metadata = Map.copyOf(metadata);
  }

  /** Digest of all that matters: the same content under another content id is no change. */
  public String fingerprint() {
    return Sha256.hex(
        StateJson.fingerprint(
            new Essence(title, mediaType, language, new TreeMap<>(metadata), sha256)));
  }

  /** The source as events carry it. */
  SourceState toEvent() {
    return SourceState.newBuilder()
        .setTitle(title)
        .setMediaType(mediaType)
        .setLanguage(language)
        .setMetadata(metadata)
        .setContent(
            switch (content) {
              case SourceContent.Inline inline -> inline.bytes().duplicate();
              case SourceContent.Stored stored ->
                  new ContentReference(stored.contentId(), size, sha256);
            })
        .setSha256(sha256)
        .build();
  }

  private record Essence(
      String title,
      String mediaType,
      @Nullable String language,
      Map<String, Object> metadata,
      String sha256) {}
}
