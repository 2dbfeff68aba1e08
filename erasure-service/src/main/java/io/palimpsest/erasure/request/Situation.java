package io.palimpsest.erasure.request;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What the planner has to know beside the request itself.
 *
 * @param held whether a legal hold lies on the scope, a parent of it or something under it
 * @param cover the request that covers this one and is past its fence
 * @param now the present
 * @param answerTime how long a participant may take before it is asked again
 */
public record Situation(boolean held, Optional<Cover> cover, Instant now, Duration answerTime) {

  /**
   * A request that covers another.
   *
   * @param id its id
   * @param ended whether it has ended
   * @param confirmed whether it ended with a confirmation
   */
  public record Cover(java.util.UUID id, boolean ended, boolean confirmed) {}
}
