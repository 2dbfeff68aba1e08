package io.palimpsest.fencing;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.event.ErasureAction;
import io.palimpsest.event.ErasureTask;
import io.palimpsest.event.ScopeRef;
import io.palimpsest.event.ScopeType;
import io.palimpsest.topic.WorkTopic;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TaskGateTest {
  private static final Instant NOW = Instant.parse("2026-12-01T12:00:00Z");
  private static final UUID UID = new UUID(1, 1);

  private final TaskGate gate = new TaskGate(() -> NOW);

  @Test
  void aProvenTaskThatNamesTheParticipantAndIsNotExpiredIsObeyed() {
    for (ErasureAction action : List.of(ErasureAction.ERASE, ErasureAction.COUNT)) {
      assertThat(judge(task(action).build(), true)).isEqualTo(TaskVerdict.OBEY);
    }
    assertThat(TaskGate.warrant(task(ErasureAction.ERASE).build()))
        .isEqualTo(new Warrant(List.of(UID), 7, NOW.plusMillis(1)));
  }

  @Test
  void whatNobodyIsShownToHaveWrittenIsRefusedBeforeAnythingElse() {
    assertThat(judge(task(ErasureAction.ERASE).setExpiresAt(NOW).build(), false))
        .isEqualTo(TaskVerdict.UNPROVEN);
  }

  @Test
  void aTaskOnAnotherParticipantsTopicOrUnderAnotherKeyIsForeign() {
    ErasureTask task = task(ErasureAction.ERASE).build();
    assertThat(gate.judge(WorkTopic.KEYS, "er_1", task, true)).isEqualTo(TaskVerdict.FOREIGN);
    assertThat(gate.judge(WorkTopic.VECTORS, "er_2", task, true)).isEqualTo(TaskVerdict.FOREIGN);
  }

  @Test
  void aTaskExpiresAtItsExpiryAndThatAlarmsNobody() {
    ErasureTask task = task(ErasureAction.VERIFY).setExpiresAt(NOW).build();
    assertThat(judge(task, true)).isEqualTo(TaskVerdict.EXPIRED);
    assertThat(TaskVerdict.EXPIRED.alarming()).isFalse();
    assertThat(TaskVerdict.UNPROVEN.alarming()).isTrue();
  }

  @Test
  void onlyATaskToDeleteNeedsAFence() {
    assertThat(judge(task(ErasureAction.ERASE).setFenceSequence(null).build(), true))
        .isEqualTo(TaskVerdict.WITHOUT_FENCE);
    assertThat(judge(task(ErasureAction.COUNT).setFenceSequence(null).build(), true))
        .isEqualTo(TaskVerdict.OBEY);
  }

  private TaskVerdict judge(ErasureTask task, boolean proven) {
    return gate.judge(WorkTopic.VECTORS, "er_1", task, proven);
  }

  private static ErasureTask.Builder task(ErasureAction action) {
    return ErasureTask.newBuilder()
        .setRequestRef("er_1")
        .setOccurredAt(NOW)
        .setTaskId(new UUID(2, 2))
        .setParticipant("reembed.vectors")
        .setAttempt(1)
        .setAction(action)
        .setScopePath(List.of(new ScopeRef(ScopeType.CREATOR, "ada", UID)))
        .setUids(List.of(UID))
        .setNamespaces(List.of())
        .setSharedNamespaces(List.of())
        .setFenceSequence(7L)
        .setExpiresAt(NOW.plusMillis(1));
  }
}
