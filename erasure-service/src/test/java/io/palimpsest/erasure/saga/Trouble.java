package io.palimpsest.erasure.saga;

import io.palimpsest.erasure.model.State;

/** What else goes wrong around a request. */
enum Trouble {
  NONE,
  /** The first receipt never arrives. */
  RECEIPT_LOST,
  /** Every receipt arrives twice. */
  RECEIPT_TWICE,
  /** Receipts arrive in the order of their last being sent. */
  RECEIPTS_REVERSED,
  /** The first attempt fails, as on a 429 or a 5xx. */
  ATTEMPT_FAILED,
  /** The first verification finds something. */
  SOMETHING_REMAINS,
  /** A second coordinator works on the same request in the middle of the first one's step. */
  RIVAL,
  /** A hold lies on the scope for a while, from before the fence. */
  HOLD,
  /** The same, from the drain on: nothing is deleted yet. */
  HOLD_AFTER_THE_FENCE,
  /** The same, while a stage of deletion has been begun. */
  HOLD_BETWEEN_STAGES,
  /** The same, after a verification that found something. */
  HOLD_AFTER_VERIFICATION,
  /** No fault but a drain that waits for nobody: a write that was admitted before lands after. */
  DRAIN_SKIPPED;

  /** Whether the hold comes, if it is one, or has come. */
  boolean holdBegins(State state, boolean came) {
    return switch (this) {
      case HOLD -> true;
      case HOLD_AFTER_THE_FENCE -> came || state instanceof State.Drained;
      case HOLD_BETWEEN_STAGES -> came || state instanceof State.Deleting;
      case HOLD_AFTER_VERIFICATION -> came || state instanceof State.Verifying;
      default -> false;
    };
  }
}
