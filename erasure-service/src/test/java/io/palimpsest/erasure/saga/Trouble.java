package io.palimpsest.erasure.saga;

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
  /** A hold lies on the scope for a while. */
  HOLD,
  /** No fault but a missing guard: the drain is said to be done without being done. */
  DRAIN_SKIPPED
}
