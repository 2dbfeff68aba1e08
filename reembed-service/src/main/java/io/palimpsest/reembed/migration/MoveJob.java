package io.palimpsest.reembed.migration;

import io.palimpsest.jobs.Hold;
import io.palimpsest.jobs.InvalidJobException;
import io.palimpsest.jobs.Job;
import io.palimpsest.jobs.JobFailedException;
import io.palimpsest.jobs.JobKind;
import io.palimpsest.jobs.Lap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the jobs over moves have in common: they name a plan, and one runs at a time. */
abstract class MoveJob implements JobKind {
  static final String PLAN = "plan";

  /** Key id of who asked; the audit log has a digest of it. */
  static final String BY = "by";

  static final String SLOT = "namespaces";
  private final Plans plans;
  private final String code;
  final Moves moves;
  final MoveNews news;

  /**
   * @param code its name in the audit log
   */
  MoveJob(Plans plans, Moves moves, MoveNews news, String code) {
    this.plans = plans;
    this.moves = moves;
    this.news = news;
    this.code = code;
  }

  /** Does a piece of the work, as a lap does. */
  abstract Lap piece(Job job, Hold hold) throws InterruptedException;

  @Override
  public final Lap lap(Job job, Hold hold) throws InterruptedException {
    if (job.cursor().isEmpty()) {
      news.phase(job, code, "begun");
    }
    Lap lap = piece(job, hold);
    if (lap.finished()) {
      ended(job);
    }
    return lap;
  }

  final void ended(Job job) {
    news.phase(job, code, "ended");
  }

  static String plan(Job job) {
    return job.parameter(PLAN).orElse("");
  }

  @Override
  public final Map<String, String> parameters(Map<String, String> given) {
    if (!Set.of(PLAN, BY).containsAll(given.keySet()) || !isActive(given.getOrDefault(PLAN, ""))) {
      throw new InvalidJobException("parameters.plan", "is the hash of the plan under way");
    }
    return given;
  }

  /** One runner for all of them. */
  @Override
  public final String slot(Map<String, String> parameters) {
    return SLOT;
  }

  /** The moves of the job's plan, by name. */
  final List<MoveState> moves(Job job) {
    String plan = plan(job);
    if (!isActive(plan)) {
      throw new JobFailedException("plan.not_active");
    }
    return moves.of(plan);
  }

  private boolean isActive(String hash) {
    return plans.active().filter(plan -> plan.hash().equals(hash)).isPresent();
  }
}
