package io.palimpsest.fencing;

import java.util.function.LongFunction;

/**
 * Work that was admitted: a few requests to one store, all before one deadline. Thread-safe.
 *
 * <p>A drain waits for it, so close it as soon as its last call has returned.
 */
public interface Work extends AutoCloseable {
  /** The fixed deadline, to be set on every call. Retries do not renew it. */
  Deadline deadline();

  /**
   * Announces one request, right before it is handed to the client; each retry singly.
   *
   * @return to be told how the request ended
   * @throws DeadlinePassedException when it must not be sent any more
   * @throws IllegalStateException when the work is closed
   */
  Sent send();

  /**
   * Sends one request by a call that blocks: announces it, and tells how it ended. A call that
   * throws counts as unanswered, so what the store said no to is caught inside of it.
   *
   * @param call is given the time that it may take, in milliseconds, at least 1
   * @throws DeadlinePassedException when it must not be sent any more
   */
  default <T> T request(LongFunction<T> call) {
    Sent sent = send();
    T answer;
    try {
      answer = call.apply(deadline().millisLeft());
    } catch (RuntimeException unanswered) {
      sent.unanswered();
      throw unanswered;
    }
    sent.answered();
    return answer;
  }

  /**
   * States that every call of this work has returned, so that nothing of it can be sent any more.
   * Requests whose end was not told count as unanswered from now on.
   */
  @Override
  void close();
}
