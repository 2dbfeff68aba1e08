package io.palimpsest.client;

import java.util.UUID;

/**
 * A change was accepted, but cannot be made searchable as it is: it was set aside, and an operator
 * knows. A newer change of the same entity takes its place.
 */
public final class ParkedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final UUID uid;
  private final String reason;

  ParkedException(UUID uid, String reason) {
    super("the change of " + uid + " was set aside: " + reason);
    this.uid = uid;
    this.reason = reason;
  }

  /** Uid of the entity. */
  public UUID uid() {
    return uid;
  }

  /** Machine-readable reason, such as {@code text.encrypted}. */
  public String reason() {
    return reason;
  }
}
