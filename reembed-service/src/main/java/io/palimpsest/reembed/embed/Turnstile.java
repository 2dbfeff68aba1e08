package io.palimpsest.reembed.embed;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts embedding into short calls, so that nobody waits long for somebody else's turn. How many
 * tokens a call may have follows the rate at which the model really works.
 *
 * <p>Not a limit of the model: texts longer than a call are calls of their own.
 */
final class Turnstile {
  private static final double MEMORY = 0.7;
  private final double secondsPerCall;
  private final int least;
  private final int most;
  private final int texts;
  private volatile double tokensPerSecond;

  /**
   * @param longest time that a call should take at most
   * @param least tokens that a call may always have
   * @param most tokens that a call never exceeds
   * @param texts that a call never exceeds
   */
  Turnstile(Duration longest, int least, int most, int texts) {
    this.secondsPerCall = longest.toNanos() / 1e9;
    this.least = least;
    this.most = most;
    this.texts = texts;
    this.tokensPerSecond = least / secondsPerCall;
  }

  /** Tokens that the next call may have. */
  int budget() {
    return (int) Math.clamp(tokensPerSecond * secondsPerCall, least, most);
  }

  /** Takes in how long a call took. */
  void took(int tokens, long nanos) {
    double rate = tokens / Math.max(1e-6, nanos / 1e9);
    tokensPerSecond = MEMORY * tokensPerSecond + (1 - MEMORY) * rate;
  }

  /** The passages in order, cut where a call is full. */
  List<List<Passage>> calls(List<Passage> passages) {
    int budget = budget();
    List<List<Passage>> calls = new ArrayList<>();
    List<Passage> open = new ArrayList<>();
    int tokens = 0;
    for (Passage passage : passages) {
      boolean full = tokens + passage.tokens() > budget || open.size() == texts;
      if (!open.isEmpty() && full) {
        calls.add(List.copyOf(open));
        open.clear();
        tokens = 0;
      }
      open.add(passage);
      tokens += passage.tokens();
    }
    if (!open.isEmpty()) {
      calls.add(List.copyOf(open));
    }
    return calls;
  }
}
