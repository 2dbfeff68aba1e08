package io.palimpsest.reembed.embed;

import dev.failsafe.RateLimiter;
import io.palimpsest.fencing.Deadline;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Keeps all calls of an instance within what the model's plan allows per minute, by waiting before
 * each: so a limit is met by pacing and not by being refused. A call goes when those before it are
 * paid for, and its own tokens hold up the next one: so the largest call gets its turn, however few
 * tokens a minute has. Where that turn comes after the deadline, nothing is asked.
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
  public List<float[]> embed(List<Passage> passages, Deadline deadline) {
    try {
      await(tokens, deadline);
      await(requests, deadline);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EmbeddingException.Unavailable("embedding.interrupted", Optional.empty(), e);
    }
    int more = passages.stream().mapToInt(Passage::tokens).sum() - 1;
    if (more > 0) {
      tokens.forEach(limiter -> limiter.reservePermits(more));
    }
    return inner.embed(passages, deadline);
  }

  private static void await(List<RateLimiter<Object>> limiters, Deadline deadline)
      throws InterruptedException {
    Duration left = deadline.remaining();
    for (RateLimiter<Object> limiter : limiters) {
      if (!limiter.tryAcquirePermit(left)) {
        throw new EmbeddingException.Unavailable("embedding.over_budget", Optional.of(left), null);
      }
    }
  }

  private static List<RateLimiter<Object>> limiter(OptionalInt perMinute) {
    return perMinute.isEmpty()
        ? List.of()
        : List.of(RateLimiter.smoothBuilder(perMinute.getAsInt(), MINUTE).build());
  }
}
