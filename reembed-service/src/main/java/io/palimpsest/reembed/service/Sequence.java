package io.palimpsest.reembed.service;

import java.util.List;

/** Parts that start one after the other, and end the other way round. Thread-safe. */
final class Sequence {
  private final List<Part> parts;
  private volatile boolean ended;
  private int begun;

  /**
   * A part.
   *
   * @param start starts it; on a throw it has to be started again
   * @param close ends it
   */
  record Part(Runnable start, Runnable close) {}

  Sequence(List<Part> parts) {
    this.parts = List.copyOf(parts);
  }

  /**
   * Starts the parts, from where it was left by a throw.
   *
   * @throws IllegalStateException when it was ended, also meanwhile
   */
  synchronized void begin() {
    while (begun < parts.size()) {
      if (ended) {
        throw new IllegalStateException("ended before all had started");
      }
      parts.get(begun).start().run();
      begun++;
    }
  }

  /** Ends what has begun. Waits for the part that is being started; none starts afterwards. */
  void end() {
    ended = true;
    endAll();
  }

  private synchronized void endAll() {
    while (begun > 0) {
      begun--;
      parts.get(begun).close().run();
    }
  }
}
