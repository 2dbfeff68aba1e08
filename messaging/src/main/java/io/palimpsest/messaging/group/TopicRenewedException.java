package io.palimpsest.messaging.group;

/**
 * A topic was made anew under its name: offsets of the old one mean nothing, and what is there now
 * is read from its beginning.
 */
public final class TopicRenewedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param topic its name
   */
  public TopicRenewedException(String topic) {
    super("topic " + topic + " was made anew");
  }
}
