package io.palimpsest.reembed.migration;

import io.palimpsest.audit.AuditField;
import io.palimpsest.audit.EntryType;
import io.palimpsest.audit.RequestKey;
import io.palimpsest.audit.Statement;
import io.palimpsest.jobs.Job;
import io.palimpsest.jobs.act.Acts;
import io.palimpsest.reembed.text.Digests;
import java.util.List;

/** What the audit log is told of moves: phases, what a verification saw, what was removed. */
final class MoveNews {
  private static final String NAMESPACES = "namespaces";

  private final Acts acts;

  MoveNews(Acts acts) {
    this.acts = acts;
  }

  /** A job over a plan has begun or ended. */
  void phase(Job job, String code, String what) {
    acts.keep(
        job.id() + ":" + what,
        EntryType.MIGRATION_PHASE,
        (said, key) -> of(said, key, job).with(AuditField.STAGE, code + "." + what));
  }

  /** A verification is at its end. */
  void verified(Job job, List<MoveState> all) {
    acts.keep(
        job.id() + ":report",
        EntryType.MIGRATION_REPORT,
        (said, key) ->
            of(said, key, job)
                .with(AuditField.METHOD, "verify")
                .with(AuditField.PLANNED, all.size())
                .with(AuditField.NAMESPACES, all.stream().filter(MoveNews::isSeen).count())
                .with(
                    AuditField.WRITTEN, all.stream().mapToLong(one -> one.copied().vectors()).sum())
                .with(AuditField.DIFFERENT, all.stream().mapToLong(MoveNews::different).sum())
                .with(AuditField.EVIDENCE, roots(all)));
  }

  /** What a plan had copied was taken back. */
  void takenBack(Job job, long removed) {
    acts.keep(
        job.id() + ":report",
        EntryType.MIGRATION_REPORT,
        (said, key) ->
            of(said, key, job)
                .with(AuditField.METHOD, "rollback")
                .with(AuditField.DELETED, removed));
  }

  /** The last step of a plan has begun or ended. */
  void contract(String plan, String by, String what) {
    acts.keep(
        plan + ":contract:" + what,
        EntryType.MIGRATION_PHASE,
        (said, key) ->
            of(said, key, plan)
                .with(AuditField.ACTOR, key.actor(by))
                .with(AuditField.STAGE, "contract." + what));
  }

  /** The old namespace of a twin is gone. */
  void removed(MoveState state, String by) {
    acts.keep(
        state.plan() + ":removed:" + state.move().twinUid(),
        EntryType.LEGACY_REMOVED,
        (said, key) ->
            of(said, key, state.plan())
                .with(AuditField.SCOPE, key.uid(state.move().twinUid()))
                .with(AuditField.ACTOR, key.actor(by)));
  }

  /**
   * Digest over the roots of both sides, by the old namespace's name: a line each of the old side's
   * root, the new one's and the name, with a space between.
   */
  static String roots(List<MoveState> all) {
    StringBuilder lines = new StringBuilder();
    for (MoveState one : all) {
      one.verified()
          .ifPresent(
              seen ->
                  lines
                      .append(seen.before())
                      .append(' ')
                      .append(seen.after())
                      .append(' ')
                      .append(one.move().namespace())
                      .append('\n'));
    }
    return Digests.sha256(lines.toString());
  }

  /** One that is being erased is not. */
  private static boolean isSeen(MoveState state) {
    return state.verified().isPresent();
  }

  private static long different(MoveState state) {
    return state
        .verified()
        .map(seen -> seen.missing() + seen.extra() + seen.different())
        .orElse(0L);
  }

  private static Statement of(Statement said, RequestKey key, Job job) {
    Statement plain = of(said, key, MoveJob.plan(job));
    return job.parameter(MoveJob.BY)
        .map(by -> plain.with(AuditField.ACTOR, key.actor(by)))
        .orElse(plain);
  }

  private static Statement of(Statement said, RequestKey key, String plan) {
    return said.with(AuditField.OBJECT, NAMESPACES).with(AuditField.PLAN, key.plan(plan));
  }
}
