package io.palimpsest.erasure.restore;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a restore lost and nobody could make again. Every method is durable when it returns. */
public interface LostRequests {
  /**
   * A request or hold that is lost.
   *
   * @param id its id
   * @param ref reference of a request in the log; null for a hold
   * @param reason code
   * @param foundAt when it was found to be lost
   * @param lookedAfterAt when somebody said that it was looked after; null before
   */
  record Lost(
      UUID id,
      @Nullable String ref,
      String reason,
      Instant foundAt,
      @Nullable Instant lookedAfterAt) {}

  /** Lists it; one that is listed stays as it is. */
  void add(Lost lost);

  /** Newest first. */
  List<Lost> list(int limit);

  /** How many nobody has looked after. */
  long open();

  /** Somebody looked after it; false when it is not listed. */
  boolean lookedAfter(UUID id, Instant now);
}
