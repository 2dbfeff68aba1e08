package io.palimpsest.reembed.ledger;

import io.palimpsest.fencing.Ticker;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Remembers when this process first read each open intent. Another attempt must leave the row alone
 * until deadline and landing bound have passed since then, counted on this process's own clock:
 * whenever the intent was opened, by whomever, none of its requests can take effect any more after
 * that. Thread-safe.
 */
public final class IntentWatch {
  private record Seen(UUID intent, long since) {}

  private final Map<RowKey, Seen> seen = new ConcurrentHashMap<>();
  private final Ticker ticker;
  private final long wait;

  /**
   * @param ticker this process's clock
   * @param wait deadline and landing bound together
   */
  public IntentWatch(Ticker ticker, Duration wait) {
    this.ticker = ticker;
    this.wait = wait.toNanos();
  }

  /**
   * Notes an intent that this process opened in a row that had none, and under which it sends
   * nothing: the row may be worked on at once. Other processes cannot know, and wait.
   */
  public void nothingIsSent(LedgerRow row) {
    row.intent()
        .ifPresent(intent -> seen.put(row.key(), new Seen(intent.id(), ticker.nanos() - wait)));
  }

  /** How long the row must still be left alone; zero when it may be worked on. */
  public Duration left(LedgerRow row) {
    if (row.intent().isEmpty()) {
      seen.remove(row.key());
      return Duration.ZERO;
    }
    UUID intent = row.intent().get().id();
    long now = ticker.nanos();
    Seen first =
        seen.compute(
            row.key(),
            (key, known) ->
                known != null && known.intent().equals(intent) ? known : new Seen(intent, now));
    return Duration.ofNanos(Math.max(0, first.since() + wait - now));
  }
}
