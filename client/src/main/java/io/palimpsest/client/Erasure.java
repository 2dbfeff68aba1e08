package io.palimpsest.client;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An erasure request as it stands.
 *
 * @param requestId id of the request
 * @param state state, such as {@code DELETING} or {@code CONFIRMED_LIVE}
 * @param deadline legal deadline
 * @param problem reason of a rejection
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Erasure(
    UUID requestId, String state, @Nullable Instant deadline, @Nullable String problem) {
  private static final Set<String> ENDS =
      Set.of("CONFIRMED_LIVE", "PHYSICALLY_EXPIRED", "NOTHING_FOUND", "REJECTED", "CANCELLED");

  /** Whether nothing can be found any more. */
  public boolean confirmed() {
    return state.equals("CONFIRMED_LIVE") || state.equals("PHYSICALLY_EXPIRED");
  }

  /** Whether there was nothing under the ids: nothing was erased, and nothing is confirmed. */
  public boolean nothingFound() {
    return state.equals("NOTHING_FOUND");
  }

  /** Whether the request has come to an end that a caller can wait for. */
  boolean ended() {
    return ENDS.contains(state);
  }
}
