package io.palimpsest.fencing;

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
   * States that every call of this work has returned, so that nothing of it can be sent any more.
   * Requests whose end was not told count as unanswered from now on.
   */
  @Override
  void close();
}
