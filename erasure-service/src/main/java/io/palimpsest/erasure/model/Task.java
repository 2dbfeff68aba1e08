package io.palimpsest.erasure.model;

import io.palimpsest.event.ErasureAction;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
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
 * @param expiresAt when that attempt is over: nothing is deleted for it any more. Fixed when it is
 *     journalled, and later than that of every earlier attempt
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
    Instant expiresAt,
    boolean done,
    @Nullable Instant retryAt,
    @Nullable Receipt receipt) {
  private static final int LONGER_ATTEMPTS = 4;

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
        id,
        who.name(),
        who.stage(),
        who.local(),
        action,
        round,
        1,
        now,
        now.plus(who.answerTime()),
        false,
        null,
        null);
  }

  /** An attempt was answered, and the answer was not that it is done. */
  public boolean failed() {
    return !done && receipt != null;
  }

  /** The first attempts that are not enough are followed by ones that may take twice as long. */
  Task again(Instant now) {
    Duration before = Duration.between(sentAt, expiresAt);
    Duration time = attempt < LONGER_ATTEMPTS ? before.multipliedBy(2) : before;
    return new Task(
        id,
        participant,
        stage,
        local,
        action,
        round,
        attempt + 1,
        now,
        now.plus(time),
        false,
        null,
        receipt);
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
        expiresAt,
        closed,
        closed ? null : retry,
        answer);
  }

  /** Deletion is done when nothing remains; verification when it could look. */
  public boolean closedBy(Receipt answer) {
    return answer.failure() == null && (verifies() || answer.remaining() == 0);
  }

  /** Whether it deletes. */
  public boolean erases() {
    return action == ErasureAction.ERASE;
  }

  public boolean verifies() {
    return action == ErasureAction.VERIFY;
  }
}
