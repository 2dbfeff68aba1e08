package io.palimpsest.reembed.index;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RetryPolicy;
import dev.failsafe.function.CheckedSupplier;
import io.palimpsest.vectorstore.VectorStoreException;
import io.palimpsest.vectorstore.VectorStoreException.RateLimited;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Sends again what the store did not take for a while: exponential, with jitter, and as late as
 * {@code Retry-After} says. Ends with the work's deadline, which no retry renews.
 */
final class Resilience {
  private static final double JITTER = 0.25;
  private final RetryPolicy<Object> policy;

  /**
   * @param first delay before the second attempt
   * @param most longest delay
   * @param deadline of a work
   * @param meter counts what failed and is sent again
   */
  Resilience(Duration first, Duration most, Duration deadline, WriteMeter meter) {
    this.policy =
        RetryPolicy.builder()
            .handleIf(failure -> failure instanceof VectorStoreException e && e.retryable())
            .withBackoff(first.toMillis(), most.toMillis(), ChronoUnit.MILLIS)
            .withDelayFnOn(Resilience::asked, RateLimited.class)
            .withJitter(JITTER)
            .withMaxRetries(-1)
            .withMaxDuration(deadline)
            .onRetry(attempt -> report(attempt.getLastException(), meter))
            .build();
  }

  /** Calls until it succeeds, fails for good, or the time is over: then the last failure. */
  <T> T call(CheckedSupplier<T> request) throws InterruptedException {
    try {
      return Failsafe.with(policy).get(request);
    } catch (FailsafeException e) {
      if (e.getCause() instanceof InterruptedException interrupted) {
        throw interrupted;
      }
      throw e;
    }
  }

  private static void report(@Nullable Throwable failure, WriteMeter meter) {
    if (failure instanceof VectorStoreException e) {
      meter.failed(StoreFailures.reason(e));
    }
  }

  /** A negative delay stands for the policy's own. */
  private static Duration asked(dev.failsafe.ExecutionContext<Object> context) {
    return context.getLastException() instanceof RateLimited limited
        ? limited.retryAfter().orElse(Duration.ofNanos(-1))
        : Duration.ofNanos(-1);
  }
}
