package io.palimpsest.erasure.plan;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.palimpsest.event.ScopeType;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A scope that somebody may have meant by a name. Nothing is erased by a name: a request names ids.
 *
 * @param type kind of the scope
 * @param ids public ids, outermost first, as a request needs them
 * @param uid uid of its admission
 * @param name what people call it
 * @param externalReference reference in somebody's own system
 * @param matched what contained the text: {@code name} or {@code external_reference}
 */
@JsonIgnoreProperties(ignoreUnknown = true)
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
