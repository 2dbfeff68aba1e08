package io.palimpsest.jobs;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A job as it was last written.
 *
 * @param id its name
 * @param kind what is done
 * @param parameters of this kind; uids, never names
 * @param state how it stands
 * @param cursor where its next lap begins, empty at first
 * @param progress how far it is
 * @param perSecond most work per second, 0 for as fast as it goes
 * @param problem why it failed, or what its last attempt met; machine-readable
 * @param createdAt when it was asked for
 * @param changedAt when anything of it last changed
 * @param ran time that runners spent on it
 * @param tenure who runs it, if anybody does
 */
public record Job(
    UUID id,
    String kind,
    Map<String, String> parameters,
    State state,
    String cursor,
    Progress progress,
    long perSecond,
    Optional<String> problem,
    Instant createdAt,
    Instant changedAt,
    Duration ran,
    Optional<Tenure> tenure) {
  /** Copies the parameters. */
  public Job {
    parameters = Map.copyOf(parameters);
  }

  /**
   * A runner's time with a job.
   *
   * @param runner random, another each time that a job is taken
   * @param beat rises as long as the runner lives
   */
  public record Tenure(UUID runner, long beat) {}

  /** A parameter that was given. */
  public Optional<String> parameter(String name) {
    return Optional.ofNullable(parameters.get(name));
  }
}
