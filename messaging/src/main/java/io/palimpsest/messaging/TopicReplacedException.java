package io.palimpsest.messaging;

/**
 * The topic is not the one that was read so far: it was deleted and created again, or lost its end.
 * What was built from it cannot be trusted; the process must start over.
 */
public final class TopicReplacedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TopicReplacedException(String topic) {
    super(topic + " was replaced or truncated while it was followed");
  }
}
