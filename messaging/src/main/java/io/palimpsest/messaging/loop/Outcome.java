package io.palimpsest.messaging.loop;

/** What a handler says of a record that it was given. */
public sealed interface Outcome {
  /** Applied, parked or harmless: it need not be read again. */
  record Settled() implements Outcome {}

  /** In the handler's hands, which settles it later with {@link Settlements#settle}. */
  record Held() implements Outcome {}

  /**
   * Not now. It and whatever stands behind it in its partition are read again after a pause, what
   * was said of those notwithstanding; other partitions go on.
   *
   * @param reason machine-readable; readiness shows it
   */
  record Again(String reason) implements Outcome {}

  /**
   * Never, and nothing behind it: the loop ends and stays failed.
   *
   * @param reason why
   */
  record End(Throwable reason) implements Outcome {}
}
