package io.palimpsest.reembed.intake;

import io.palimpsest.fencing.Ticker;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What stands in the way right now. While anything does, nothing new is taken in, and readiness
 * says why. Thread-safe.
 */
public final class Dependencies {
  private static final Logger LOG = LoggerFactory.getLogger(Dependencies.class);
  private static final Duration HALF_OPEN = Duration.ofSeconds(5);

  private record Failure(String reason, long since) {}

  private final Map<String, Failure> down = new ConcurrentHashMap<>();
  private final Ticker ticker;

  /**
   * @param ticker this process's clock
   */
  public Dependencies(Ticker ticker) {
    this.ticker = ticker;
  }

  /**
   * Something failed. It counts as down until it works again, or has not failed for a while: then
   * somebody has to try.
   *
   * @param reason machine-readable; its first part, such as {@code store}, names the dependency
   */
  public void failed(String reason) {
    String name = name(reason);
    if (down.put(name, new Failure(reason, ticker.nanos())) == null) {
      LOG.warn("dependency down name={} reason={}", name, reason);
    }
  }

  /**
   * Something worked.
   *
   * @param name the dependency
   */
  public void works(String name) {
    if (down.remove(name) != null) {
      LOG.info("dependency up name={}", name);
    }
  }

  /** Reasons by name of what is down. */
  public Map<String, String> down() {
    down.values().removeIf(failure -> ticker.nanos() - failure.since() > HALF_OPEN.toNanos());
    Map<String, String> reasons = new TreeMap<>();
    down.forEach((name, failure) -> reasons.put(name, failure.reason()));
    return reasons;
  }

  /** Whether nothing is down. */
  public boolean allUp() {
    return down().isEmpty();
  }

  private static String name(String reason) {
    int dot = reason.indexOf('.');
    return dot < 0 ? reason : reason.substring(0, dot);
  }
}
