package io.palimpsest.messaging.loop;

/** A handler wants nothing more; ends a loop from within. */
final class LoopEndedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Throwable reason;

  LoopEndedException(Throwable reason) {
    super(reason);
    this.reason = reason;
  }

  Throwable reason() {
    return reason;
  }
}
