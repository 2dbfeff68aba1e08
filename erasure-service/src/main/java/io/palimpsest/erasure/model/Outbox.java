package io.palimpsest.erasure.model;

import java.util.List;

/**
 * What a request still has to tell.
 *
 * @param waiting not known to be sent, in order
 * @param last number of the newest one ever added
 * @param statements number of statements for the log ever added
 */
public record Outbox(List<Outgoing> waiting, long last, long statements) {
  /** Copies the list. */
  public Outbox {
    waiting = List.copyOf(waiting);
  }

  static Outbox empty() {
    return new Outbox(List.of(), 0, 0);
  }
}
