package io.palimpsest.erasure.saga;

import java.time.Duration;

/** Short times. */
record TestSettings(int concurrency, Duration patience, Duration lease) implements SagaSettings {
  TestSettings(int concurrency, Duration patience) {
    this(concurrency, patience, Duration.ofMillis(30));
  }

  @Override
  public Duration poll() {
    return Duration.ofMillis(1);
  }

  @Override
  public Duration answerTime() {
    return Duration.ofSeconds(5);
  }

  @Override
  public Duration clockSkew() {
    return Duration.ofSeconds(2);
  }

  @Override
  public Duration truncateDemands() {
    return Duration.ofHours(1);
  }

  @Override
  public Duration holdWatch() {
    return Duration.ofHours(1);
  }

  @Override
  public Duration deedWatch() {
    return Duration.ofHours(1);
  }

  @Override
  public Duration pause() {
    return Duration.ofMillis(1);
  }
}
