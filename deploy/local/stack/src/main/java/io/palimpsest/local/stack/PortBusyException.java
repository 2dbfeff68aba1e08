package io.palimpsest.local.stack;

/** A port that was asked for, or picked, is in use by somebody else. */
public final class PortBusyException extends StackException {

  private static final long serialVersionUID = 1L;

  PortBusyException(String message) {
    super(message);
  }
}
