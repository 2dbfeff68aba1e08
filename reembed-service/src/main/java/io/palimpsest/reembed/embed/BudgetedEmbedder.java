package io.palimpsest.reembed.embed;

import dev.failsafe.RateLimiter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Keeps all calls of an instance within what the model's plan allows per minute, by waiting before
 * each: so a limit is met by pacing and not by being refused.
 */
public final class BudgetedEmbedder implements Embedder {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private final Embedder inner;
  private final List<RateLimiter<Object>> requests;
  private final List<RateLimiter<Object>> tokens;

  /**
   * @param inner the model
   * @param requestsPerMinute empty for no limit
   * @param tokensPerMinute empty for no limit
   */
  public BudgetedEmbedder(
      Embedder inner, OptionalInt requestsPerMinute, OptionalInt tokensPerMinute) {
    this.inner = inner;
    this.requests = limiter(requestsPerMinute);
    this.tokens = limiter(tokensPerMinute);
  }

  @Override
  public ModelInfo model() {
    return inner.model();
  }

  @Override
  public List<float[]> embed(List<Passage> passages) {
    try {
      acquire(requests, 1);
      acquire(tokens, passages.stream().mapToInt(Passage::tokens).sum());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EmbeddingException.Unavailable("embedding.interrupted", Optional.empty(), e);
    }
    return inner.embed(passages);
  }

  private static void acquire(List<RateLimiter<Object>> limiters, int permits)
      throws InterruptedException {
    for (RateLimiter<Object> limiter : limiters) {
      limiter.acquirePermits(Math.max(1, permits));
    }
  }

  private static List<RateLimiter<Object>> limiter(OptionalInt perMinute) {
    return perMinute.isEmpty()
        ? List.of()
        : List.of(RateLimiter.smoothBuilder(perMinute.getAsInt(), MINUTE).build());
  }
}
