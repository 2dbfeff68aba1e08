package io.palimpsest.erasure.participant;

import io.palimpsest.erasure.model.ErasureRequest;
import io.palimpsest.erasure.model.Task;
import io.palimpsest.event.ErasureReceipt;
import java.util.Locale;
import java.util.Optional;

/** What becomes of a receipt. A receipt counts for the task, attempt and participant it names. */
enum ReceiptVerdict {
  /** It answers the attempt under way. */
  ANSWER,
  /** It answers no task: its participant reports that something is back. */
  REPORT,
  /** It answers an attempt that is over. */
  STALE,
  /** Nobody is shown to have written it: refuse, tell people. */
  UNPROVEN,
  /** It is in the name of another than who wrote it, or of one who was not asked. */
  FOREIGN,
  /** It cannot be decoded, or counts what nothing can be counted as. */
  MALFORMED;

  /**
   * Judges a receipt. Pure.
   *
   * @param author as whom its record is signed
   */
  static ReceiptVerdict of(
      ErasureRequest request, ErasureReceipt receipt, Optional<String> author) {
    if (author.isEmpty()) {
      return UNPROVEN;
    }
    if (!author.get().equals(Participants.author(receipt.getParticipant()))) {
      return FOREIGN;
    }
    if (receipt.getFound() < 0 || receipt.getDeleted() < 0 || receipt.getRemaining() < 0) {
      return MALFORMED;
    }
    return request
        .task(receipt.getTaskId())
        .map(task -> answering(task, receipt))
        .orElseGet(() -> takesPart(request, receipt) ? REPORT : FOREIGN);
  }

  private static ReceiptVerdict answering(Task task, ErasureReceipt receipt) {
    boolean asked =
        !task.local()
            && task.participant().equals(receipt.getParticipant())
            && task.action() == receipt.getAction();
    if (!asked) {
      return FOREIGN;
    }
    return task.done() || task.attempt() != receipt.getAttempt() ? STALE : ANSWER;
  }

  private static boolean takesPart(ErasureRequest request, ErasureReceipt receipt) {
    return request.plan() != null
        && request.plan().participants().stream()
            .anyMatch(who -> !who.local() && who.name().equals(receipt.getParticipant()));
  }

  /** Whether people have to hear of it. */
  boolean alarming() {
    return this == UNPROVEN || this == FOREIGN || this == MALFORMED;
  }

  /** As a tag of metrics. */
  String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
