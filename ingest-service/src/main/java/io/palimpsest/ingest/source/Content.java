package io.palimpsest.ingest.source;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is known of stored content.
 *
 * @param id id, such as {@code cnt_2f6c1a9be01d}
 * @param owner uids of the scopes that it belongs to, outermost first
 * @param sourceKey key of the source that uses it, or null while none does
 * @param mediaType media type
 * @param size size in bytes
 * @param sha256 SHA-256, lower-case hex; empty once the key that sealed it was destroyed
 * @param chunks number of chunks
 * @param storedAt when it was stored
 */
public record Content(
    String id,
    List<UUID> owner,
    @Nullable String sourceKey,
    String mediaType,
    long size,
    String sha256,
    int chunks,
    Instant storedAt) {
  /** Copies the list. */
  public Content {
    owner = List.copyOf(owner);
  }
}
