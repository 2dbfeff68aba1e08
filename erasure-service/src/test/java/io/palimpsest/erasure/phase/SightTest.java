package io.palimpsest.erasure.phase;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.audit.AuditField;
import io.palimpsest.audit.EntryType;
import io.palimpsest.audit.Statement;
import io.palimpsest.erasure.model.ErasureRequest;
import io.palimpsest.erasure.model.Outgoing;
import io.palimpsest.erasure.model.Receipt;
import io.palimpsest.erasure.model.Task;
import io.palimpsest.event.ScopeType;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a statement says was seen is what the receipt says, and nothing else. */
class SightTest {
  private static final Receipt.Seen SEEN = new Receipt.Seen(true, 2, 3, 27, 41L, 44L);

  @Test
  void aLookAtTheStoreIsSaidAsItWasMeasured() {
    Statement said = verified(SEEN, null);

    assertThat(said.data())
        .containsEntry(AuditField.CONTROL_PASSED, true)
        .containsEntry(AuditField.LOOKS, 2L)
        .containsEntry(AuditField.INDEXES, 3L)
        .containsEntry(AuditField.NAMESPACES, 27L)
        .containsEntry(AuditField.LSN_DELETED, 41L)
        .containsEntry(AuditField.LSN_READ, 44L)
        .containsEntry(AuditField.EVIDENCE, sha256("stub"));
  }

  @Test
  void whereTheStoreTellsNoPlacesNoneAreSaid() {
    assertThat(verified(new Receipt.Seen(true, 2, 1, 1, null, null), null).data())
        .doesNotContainKeys(AuditField.LSN_DELETED, AuditField.LSN_READ);
  }

  @Test
  void aPlaceThatTheLogHasNoNumberForStopsNothing() {
    assertThat(verified(new Receipt.Seen(true, 2, 1, 1, Long.MAX_VALUE, -1L), null).data())
        .containsEntry(AuditField.CONTROL_PASSED, true)
        .doesNotContainKeys(AuditField.LSN_DELETED, AuditField.LSN_READ);
  }

  @Test
  void whoeverDidNotLookSaysNothingOfTheControl() {
    assertThat(verified(null, null).data())
        .doesNotContainKeys(AuditField.CONTROL_PASSED, AuditField.LOOKS)
        .containsEntry(AuditField.EVIDENCE, sha256("stub"));
  }

  @Test
  void aControlThatWasNotFoundIsSaid() {
    Statement said = verified(new Receipt.Seen(false, 1, 1, 1, null, null), "control.not_found");

    assertThat(said.type()).isEqualTo(EntryType.FAILED);
    assertThat(said.data())
        .containsEntry(AuditField.CONTROL_PASSED, false)
        .doesNotContainKey(AuditField.EVIDENCE);
  }

  @Test
  void aConfirmationSumsUpWhatTheLastVerificationSaw() {
    ErasureRequest request = answered(SEEN, null);

    Statement said = confirmed(request);

    assertThat(said.data())
        .containsEntry(AuditField.CONTROL_PASSED, true)
        .containsEntry(AuditField.LOOKS, 2L)
        .containsEntry(AuditField.LSN_READ, 44L)
        .containsEntry(AuditField.REMAINING, 0L)
        .containsEntry(AuditField.EVIDENCE, sha256(digests(request)));
  }

  @Test
  void withoutALookAtTheStoreNoControlWasPassed() {
    assertThat(confirmed(answered(null, null)).data())
        .containsEntry(AuditField.CONTROL_PASSED, false)
        .doesNotContainKey(AuditField.LOOKS);
  }

  private static Statement verified(Receipt.@Nullable Seen seen, @Nullable String failure) {
    return newest(answered(seen, failure));
  }

  /** Everybody answers; the first of them saw something. */
  private static ErasureRequest answered(Receipt.@Nullable Seen seen, @Nullable String failure) {
    ErasureRequest request =
        Samples.verifying(Samples.deletedVectors(Samples.plan(ScopeType.TWIN), "stub"));
    List<Task> tasks =
        request
            .openTasks()
            .filter(Task::verifies)
            .sorted(Comparator.comparing(Task::participant))
            .toList();
    for (Task task : tasks.reversed()) {
      Receipt receipt = new Receipt(task.attempt(), 0, 0, 0, "stub", "stub", List.of(), failure);
      boolean looked = task.equals(tasks.getFirst()) && seen != null;
      request =
          Answers.answered(
              request, task.id(), looked ? receipt.seeing(seen) : receipt, Samples.NOW);
    }
    return request;
  }

  private static Statement confirmed(ErasureRequest request) {
    return newest(Confirmation.concluded(request, Samples.NOTHING_LEFT, null, Samples.NOW));
  }

  private static Statement newest(ErasureRequest request) {
    return request.outbox().waiting().stream()
        .filter(Outgoing.Logged.class::isInstance)
        .map(one -> ((Outgoing.Logged) one).statement())
        .toList()
        .getLast();
  }

  private static String digests(ErasureRequest request) {
    return Verification.tasksOf(request, request.round()).stream()
        .map(task -> sha256("stub") + "\n")
        .collect(Collectors.joining());
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
