package io.palimpsest.fencing;

import java.time.Duration;

/**
 * How a process takes part as a writer.
 *
 * @param service name of the service, for people who read the roll
 * @param bounds the installation's bounds
 * @param renewal pause between two renewals of the lease; well below the lease
 * @param stopping longest wait for admitted work at a graceful stop; past it the id is left to be
 *     evicted
 */
public record WriterSettings(
    String service, FenceBounds bounds, Duration renewal, Duration stopping) {
  private static final Duration STOPPING = Duration.ofSeconds(2);

  public WriterSettings {
    if (service.isBlank()) {
      throw new IllegalArgumentException("service must not be blank");
    }
    if (renewal.isNegative() || renewal.compareTo(bounds.lease().dividedBy(2)) > 0) {
      throw new IllegalArgumentException("renewal must be at most half of the lease");
    }
  }

  /** Renews four times per lease; work that hangs does not hold up a stop, but is evicted. */
  public static WriterSettings of(String service, FenceBounds bounds) {
    return new WriterSettings(service, bounds, bounds.lease().dividedBy(4), STOPPING);
  }
}
