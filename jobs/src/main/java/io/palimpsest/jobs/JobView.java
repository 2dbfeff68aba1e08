package io.palimpsest.jobs;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * A job as operators see it.
 *
 * @param id its name
 * @param kind what is done
 * @param parameters of this kind
 * @param state how it stands
 * @param done units that are done
 * @param total units in all, where that is known
 * @param counts what came out so far
 * @param perSecond most work per second, 0 for as fast as it goes
 * @param problem why it failed, or what its last attempt met
 * @param ranMillis time that runners spent on it
 * @param leftMillis time that is left at the pace so far, where that can be said
 * @param createdAt when it was asked for
 * @param changedAt when anything of it last changed
 */
public record JobView(
    UUID id,
    String kind,
    Map<String, String> parameters,
    String state,
    long done,
    OptionalLong total,
    Map<String, Long> counts,
    @JsonProperty("per_second") long perSecond,
    Optional<String> problem,
    @JsonProperty("ran_ms") long ranMillis,
    @JsonProperty("left_ms") OptionalLong leftMillis,
    @JsonProperty("created_at") Instant createdAt,
    @JsonProperty("changed_at") Instant changedAt) {

  /** The job as it is shown. */
  public static JobView of(Job job) {
    return new JobView(
        job.id(),
        job.kind(),
        job.parameters(),
        job.state().name(),
        job.progress().done(),
        job.progress().total(),
        job.progress().counts(),
        job.perSecond(),
        job.problem(),
        job.ran().toMillis(),
        left(job),
        job.createdAt(),
        job.changedAt());
  }

  private static OptionalLong left(Job job) {
    long done = job.progress().done();
    OptionalLong total = job.progress().total();
    return done == 0 || total.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(Math.max(0, total.getAsLong() - done) * job.ran().toMillis() / done);
  }
}
