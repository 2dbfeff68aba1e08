package io.palimpsest.fencing;

/** One request that was sent. Only the first statement about it counts. */
public interface Sent {
  /** The store answered it: success, or a definite refusal (4xx). It cannot be applied later. */
  void answered();

  /**
   * The call has returned without an answer of the store (timeout, reset, 5xx): it may be applied
   * for a landing bound yet, counted from now.
   */
  void unanswered();
}
