package io.palimpsest.erasure.model;

import io.palimpsest.event.ErasureAction;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One participant's task. It stays open until a receipt says that it is done: a failure, a skip or
 * silence never closes it.
 *
 * @param id the same for every attempt
 * @param participant who
 * @param stage stage of the participant
 * @param local runs inside this service
 * @param action what to do
 * @param round round of deletion that it belongs to
 * @param attempt number of the attempt under way, 1 for the first
 * @param sentAt when that attempt was journalled
 * @param done whether a receipt closed it
 * @param retryAt when a failed attempt is followed by the next one, null while one is under way
 * @param receipt newest receipt
 */
public record Task(
    UUID id,
    String participant,
    int stage,
    boolean local,
    ErasureAction action,
    int round,
    int attempt,
    Instant sentAt,
    boolean done,
    @Nullable Instant retryAt,
    @Nullable Receipt receipt) {

  /** The id is fixed by the change that opens the task: repeating that change repeats the id. */
  static Task open(
      ErasureRequest request,
      Plan.Participation who,
      ErasureAction action,
      int round,
      Instant now) {
    String name =
        String.join(
            "\n",
            request.ref(),
            Long.toString(request.version()),
            who.name(),
            action.name(),
            Integer.toString(round));
    UUID id = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    return new Task(
        id, who.name(), who.stage(), who.local(), action, round, 1, now, false, null, null);
  }

  /** An attempt was answered, and the answer was not that it is done. */
  public boolean failed() {
    return !done && receipt != null;
  }

  Task again(Instant now) {
    return new Task(
        id, participant, stage, local, action, round, attempt + 1, now, false, null, receipt);
  }

  public Task answered(Receipt answer, Instant retry) {
    boolean closed = closedBy(answer);
    return new Task(
        id,
        participant,
        stage,
        local,
        action,
        round,
        attempt,
        sentAt,
        closed,
        closed ? null : retry,
        answer);
  }

  /** Deletion is done when nothing remains; verification when it could look. */
  public boolean closedBy(Receipt answer) {
    return answer.failure() == null && (verifies() || answer.remaining() == 0);
  }

  public boolean verifies() {
    return action == ErasureAction.VERIFY;
  }
}
