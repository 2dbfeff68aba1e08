package io.palimpsest.reembed.app;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Parts that start one after the other, and end the other way round, neighbours of a kind side by
 * side. Thread-safe.
 */
final class Sequence {
  private final List<Part> parts;
  private volatile boolean ended;
  private int begun;

  /**
   * A part.
   *
   * @param start starts it; on a throw it has to be started again
   * @param close ends it
   * @param ends whether it is ended beside its neighbours of the same kind
   */
  record Part(Runnable start, Runnable close, Ends ends) {
    /** One that ends by itself. */
    Part(Runnable start, Runnable close) {
      this(start, close, Ends.ALONE);
    }
  }

  /** How a part ends. */
  enum Ends {
    /** When all behind it have ended, and before all ahead of it. */
    ALONE,
    /** Side by side with neighbours that do so too: nothing of one is needed by the other. */
    TOGETHER
  }

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
      int from = begun - 1;
      while (from > 0 && together(from) && together(from - 1)) {
        from--;
      }
      end(parts.subList(from, begun));
      begun = from;
    }
  }

  private boolean together(int at) {
    return parts.get(at).ends() == Ends.TOGETHER;
  }

  /** Each is ended, whatever becomes of the others; then the first failure is thrown. */
  private static void end(List<Part> some) {
    CompletableFuture<?>[] ending =
        some.stream()
            .map(
                part ->
                    CompletableFuture.runAsync(
                        part.close(), task -> Thread.ofVirtual().start(task)))
            .toArray(CompletableFuture[]::new);
    CompletableFuture.allOf(ending).join();
  }
}
