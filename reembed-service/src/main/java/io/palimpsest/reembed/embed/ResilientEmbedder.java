package io.palimpsest.reembed.embed;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RetryPolicy;
import io.palimpsest.reembed.embed.EmbeddingException.Unavailable;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Asks again what the model did not answer for a while: exponential, with jitter, and not before
 * the model's own {@code Retry-After}. Where that lies beyond the patience, the failure is handed
 * on at once, so that whoever called can pause. A refusal is never repeated here.
 */
public final class ResilientEmbedder implements Embedder {
  private static final Duration FIRST = Duration.ofMillis(100);
  private static final Duration LONGEST = Duration.ofSeconds(2);
  private static final double JITTER = 0.25;
  private final Embedder inner;
  private final RetryPolicy<List<float[]>> policy;

  /**
   * @param inner the model
   * @param patience how long after the first try the last one may begin
   */
  public ResilientEmbedder(Embedder inner, Duration patience) {
    this.inner = inner;
    this.policy =
        RetryPolicy.<List<float[]>>builder()
            .handleIf(failure -> failure instanceof Unavailable e && isWorthWaiting(e, patience))
            .withBackoff(FIRST.toMillis(), LONGEST.toMillis(), ChronoUnit.MILLIS)
            .withDelayFnOn(ResilientEmbedder::asked, Unavailable.class)
            .withJitter(JITTER)
            .withMaxRetries(-1)
            .withMaxDuration(patience)
            .build();
  }

  @Override
  public ModelInfo model() {
    return inner.model();
  }

  @Override
  public List<float[]> embed(List<Passage> passages) {
    try {
      return Failsafe.with(policy).get(() -> inner.embed(passages));
    } catch (FailsafeException e) {
      if (e.getCause() instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      throw e;
    }
  }

  private static boolean isWorthWaiting(Unavailable failure, Duration patience) {
    return failure.retryAfter().orElse(Duration.ZERO).compareTo(patience) < 0;
  }

  /** A negative delay stands for the policy's own. */
  private static Duration asked(dev.failsafe.ExecutionContext<List<float[]>> context) {
    return context.getLastException() instanceof Unavailable failure
        ? failure.retryAfter().orElse(Duration.ofNanos(-1))
        : Duration.ofNanos(-1);
  }
}
