package io.palimpsest.ingest.registry;

import io.palimpsest.event.ScopeType;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A scope that somebody may have meant.
 *
 * @param type kind of the scope
 * @param ids public ids, outermost first
 * @param uid uid of its admission
 * @param name what people call it
 * @param externalReference reference in somebody's own system
 * @param matched what it was found by: {@code name}, {@code external_reference} or {@code
 *     hashed_reference}
 */
public record Candidate(
    ScopeType type,
    List<String> ids,
    UUID uid,
    @Nullable String name,
    @Nullable String externalReference,
    String matched) {
  /** Copies the ids. */
  public Candidate {
    ids = List.copyOf(ids);
  }
}
