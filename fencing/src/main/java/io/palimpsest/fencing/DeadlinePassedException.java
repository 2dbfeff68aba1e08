package io.palimpsest.fencing;

/** The deadline of a work has passed: nothing was sent, and nothing more of it may be sent. */
public final class DeadlinePassedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public DeadlinePassedException() {
    super("the deadline of this work has passed; admit it again");
  }
}
