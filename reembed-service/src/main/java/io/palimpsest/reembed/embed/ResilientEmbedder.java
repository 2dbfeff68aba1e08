package io.palimpsest.reembed.embed;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RetryPolicy;
import io.palimpsest.fencing.Deadline;
import io.palimpsest.reembed.embed.EmbeddingException.Unavailable;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks again what the model did not answer for a while: exponential, with jitter, and not before
 * the model's own {@code Retry-After}. Where that lies beyond the deadline, the failure is handed
 * on at once, so that whoever called can pause. A refusal is never repeated here.
 */
public final class ResilientEmbedder implements Embedder {
  private static final Duration FIRST = Duration.ofMillis(100);
  private static final Duration LONGEST = Duration.ofSeconds(2);
  private static final double JITTER = 0.25;
  private final Embedder inner;

  /**
   * @param inner the model
   */
  public ResilientEmbedder(Embedder inner) {
    this.inner = inner;
  }

  @Override
  public ModelInfo model() {
    return inner.model();
  }

  @Override
  public List<float[]> embed(List<Passage> passages, Deadline deadline) {
    try {
      return Failsafe.with(policy(deadline))
          .get(attempt -> attempt(passages, deadline, attempt.getLastException()));
    } catch (FailsafeException e) {
      if (e.getCause() instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      throw e;
    }
  }

  private List<float[]> attempt(
      List<Passage> passages, Deadline deadline, @Nullable Throwable failedBefore) {
    if (deadline.passed() && failedBefore instanceof Unavailable failure) {
      throw failure;
    }
    return inner.embed(passages, deadline);
  }

  private static RetryPolicy<List<float[]>> policy(Deadline deadline) {
    return RetryPolicy.<List<float[]>>builder()
        .handleIf(failure -> failure instanceof Unavailable e && isWorthWaiting(e, deadline))
        .withBackoff(FIRST.toMillis(), LONGEST.toMillis(), ChronoUnit.MILLIS)
        .withDelayFnOn(ResilientEmbedder::asked, Unavailable.class)
        .withJitter(JITTER)
        .withMaxRetries(-1)
        .withMaxDuration(deadline.remaining())
        .build();
  }

  private static boolean isWorthWaiting(Unavailable failure, Deadline deadline) {
    return failure.retryAfter().orElse(Duration.ZERO).compareTo(deadline.remaining()) < 0;
  }

  /** A negative delay stands for the policy's own. */
  private static Duration asked(dev.failsafe.ExecutionContext<List<float[]>> context) {
    return context.getLastException() instanceof Unavailable failure
        ? failure.retryAfter().orElse(Duration.ofNanos(-1))
        : Duration.ofNanos(-1);
  }
}
