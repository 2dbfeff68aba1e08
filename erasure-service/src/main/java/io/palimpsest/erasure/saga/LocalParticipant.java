package io.palimpsest.erasure.saga;

import io.palimpsest.erasure.model.ErasureRequest;
import io.palimpsest.erasure.model.Receipt;
import io.palimpsest.erasure.model.Task;

/** A participant inside this service. */
public interface LocalParticipant {
  /** Its name, as plans carry it. */
  String name();

  /**
   * Called while a request waits for others, as often as it is looked at: what may be prepared for
   * a task to come, without any effect, may begin now. Returns at once.
   */
  default void lookAhead(ErasureRequest request) {}

  /**
   * Does the task, which may have been done before, in part or whole. An exception counts as a
   * failure of the attempt.
   */
  Receipt perform(ErasureRequest request, Task task) throws InterruptedException;
}
