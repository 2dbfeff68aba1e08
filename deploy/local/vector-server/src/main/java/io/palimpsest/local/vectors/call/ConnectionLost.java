package io.palimpsest.local.vectors.call;

/** The caller gets no answer: its connection is to be cut. */
public final class ConnectionLost extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ConnectionLost() {
    super("connection lost", null, false, false);
  }
}
