package io.palimpsest.fencing;

import io.palimpsest.event.ErasureAction;
import io.palimpsest.event.ErasureTask;
import io.palimpsest.event.ScopeRef;
import io.palimpsest.topic.WorkTopic;
import java.time.InstantSource;

/**
 * Judges tasks before anything is done for them. What it lets through is bound to this participant,
 * to its request and to its expiry; that the scope is fenced is found out when work is admitted.
 */
public final class TaskGate {
  private final InstantSource clock;

  /**
   * @param clock tells whether a task has expired
   */
  public TaskGate(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * What becomes of a task.
   *
   * @param topic where it lay
   * @param key its record's key
   * @param proven whether its record is signed by the erasure service
   */
  public TaskVerdict judge(WorkTopic topic, String key, ErasureTask task, boolean proven) {
    if (!proven) {
      return TaskVerdict.UNPROVEN;
    }
    if (!task.getParticipant().equals(topic.participant()) || !task.getRequestRef().equals(key)) {
      return TaskVerdict.FOREIGN;
    }
    if (!clock.instant().isBefore(task.getExpiresAt())) {
      return TaskVerdict.EXPIRED;
    }
    return task.getAction() == ErasureAction.ERASE && !namesItsFence(task)
        ? TaskVerdict.WITHOUT_FENCE
        : TaskVerdict.OBEY;
  }

  /** The right to delete that a task to do so gives. */
  public static Warrant warrant(ErasureTask task) {
    Long fence = task.getFenceSequence();
    if (fence == null) {
      throw new IllegalArgumentException("a task without a fence is no right to delete");
    }
    return new Warrant(
        task.getScopePath().stream().map(ScopeRef::getUid).toList(), fence, task.getExpiresAt());
  }

  private static boolean namesItsFence(ErasureTask task) {
    return task.getFenceSequence() != null && !task.getScopePath().isEmpty();
  }
}
