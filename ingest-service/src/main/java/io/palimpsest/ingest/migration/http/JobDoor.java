package io.palimpsest.ingest.migration.http;

import io.palimpsest.ingest.entry.Refusal;
import io.palimpsest.ingest.entry.RefusedException;
import io.palimpsest.jobs.InvalidJobException;
import io.palimpsest.jobs.Job;
import io.palimpsest.jobs.JobKinds;
import io.palimpsest.jobs.JobRunner;
import io.palimpsest.jobs.JobView;
import io.palimpsest.jobs.Jobs;
import io.palimpsest.jobs.State;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Asks for jobs and shows them, without what they were told in confidence. */
@Singleton
class JobDoor {
  private static final Logger LOG = Logger.getLogger(JobDoor.class);
  private static final int MOST_FAILED = 1_000;

  /** They share a slot. */
  private static final Set<String> OF_PORTFOLIO = Set.of("migrate", "rollback", "contract");

  private final Jobs jobs;
  private final JobKinds kinds;
  private final JobRunner runner;

  JobDoor(Jobs jobs, JobKinds kinds, JobRunner runner) {
    this.jobs = jobs;
    this.kinds = kinds;
    this.runner = runner;
  }

  /** One that failed stands aside for one that is asked for anew. */
  JobView ask(String kind, Map<String, String> parameters) {
    jobs.list(Set.of(State.FAILED), MOST_FAILED).stream()
        .filter(failed -> exclude(failed.kind(), kind))
        .map(failed -> jobs.cancel(failed.id()))
        .flatMap(Optional::stream)
        .forEach(cancelled -> LOG.infof("job stands aside id=%s asked=%s", cancelled.id(), kind));
    try {
      Job job =
          jobs.ask(kinds.find(kind).orElseThrow(), parameters, 0)
              .orElseThrow(
                  () ->
                      refused(409, "job.active", "A job of this kind is not over yet: await it."));
      runner.wake();
      return view(job);
    } catch (InvalidJobException invalid) {
      throw new RefusedException(
          Refusal.ofField(422, "job.invalid", invalid.field(), invalid.rule()));
    }
  }

  private static boolean exclude(String one, String other) {
    return one.equals(other) || (OF_PORTFOLIO.contains(one) && OF_PORTFOLIO.contains(other));
  }

  JobView show(String id) {
    return view(find(id));
  }

  JobView resume(String id) {
    JobView view =
        view(
            jobs.resume(find(id).id())
                .orElseThrow(
                    () -> refused(409, "job.state", "The job is neither paused nor failed.")));
    runner.wake();
    return view;
  }

  JobView pause(String id) {
    return view(
        jobs.pause(find(id).id())
            .orElseThrow(() -> refused(409, "job.state", "The job is not under way.")));
  }

  private Job find(String id) {
    try {
      return jobs.find(UUID.fromString(id)).orElseThrow(JobDoor::unknown);
    } catch (IllegalArgumentException noUuid) {
      throw unknown();
    }
  }

  static JobView view(Job job) {
    Map<String, String> shown = new HashMap<>(job.parameters());
    shown.remove("source");
    shown.remove("reader");
    return JobView.of(
        new Job(
            job.id(),
            job.kind(),
            shown,
            job.state(),
            "",
            job.progress(),
            job.perSecond(),
            job.problem(),
            job.createdAt(),
            job.changedAt(),
            job.ran(),
            job.tenure()));
  }

  private static RefusedException unknown() {
    return refused(404, "job.unknown", "There is no job with this id.");
  }

  static RefusedException refused(int status, String code, String detail) {
    return new RefusedException(Refusal.of(status, code, detail));
  }
}
