package io.palimpsest.jobs;

import io.palimpsest.fencing.Ticker;
import io.palimpsest.jobs.Job.Tenure;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Remembers when this process first saw each beat. A runner that has not beaten for twice the lease
 * since then has lost its own grip before: clocks of two machines are never compared. Thread-safe.
 */
final class TenureWatch {
  private record Seen(Tenure tenure, long since) {}

  private final Map<UUID, Seen> seen = new ConcurrentHashMap<>();
  private final Ticker ticker;
  private final long patience;

  TenureWatch(Ticker ticker, Duration lease) {
    this.ticker = ticker;
    this.patience = lease.multipliedBy(2).toNanos();
  }

  /** Whether the job may be taken: nobody has it, or whoever had it is silent for too long. */
  boolean isFree(Job job) {
    if (job.tenure().isEmpty()) {
      seen.remove(job.id());
      return true;
    }
    Tenure tenure = job.tenure().get();
    long now = ticker.nanos();
    Seen first =
        seen.compute(
            job.id(),
            (id, known) ->
                known != null && known.tenure().equals(tenure) ? known : new Seen(tenure, now));
    return now - first.since() > patience;
  }
}
