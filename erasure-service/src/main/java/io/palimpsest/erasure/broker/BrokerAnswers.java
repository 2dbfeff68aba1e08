package io.palimpsest.erasure.broker;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.KafkaFuture;

/** Waits for the broker, within a bound. */
final class BrokerAnswers {
  static final Duration BOUND = Duration.ofSeconds(10);

  private BrokerAnswers() {}

  /**
   * The answer.
   *
   * @throws IllegalStateException when there was none in time
   */
  static <T> T await(KafkaFuture<T> future) {
    try {
      return future.get(BOUND.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted at the broker", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("the broker did not do it", e);
    }
  }
}
