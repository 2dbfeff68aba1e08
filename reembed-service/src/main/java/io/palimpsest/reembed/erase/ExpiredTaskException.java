package io.palimpsest.reembed.erase;

/** The time of a task is over: nothing more is sent for it, and nothing is answered. */
final class ExpiredTaskException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ExpiredTaskException() {
    super("the task has expired");
  }
}
