package io.palimpsest.messaging;

import org.jspecify.annotations.Nullable;

/**
 * The end of a topic was not reached: too little time, the broker is down, or the follower died.
 */
public final class EndNotReachedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  EndNotReachedException(String topic, @Nullable Throwable cause) {
    super("the end of " + topic + " was not reached", cause);
  }
}
