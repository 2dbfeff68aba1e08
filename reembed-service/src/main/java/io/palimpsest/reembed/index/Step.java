package io.palimpsest.reembed.index;

/** Is told before every step towards the store and the ledger, so that a test can stop there. */
@FunctionalInterface
public interface Step {
  /** The steps, in their order. */
  enum Name {
    /** Reading the rows. */
    READ,
    /** Cutting and planning. */
    PLAN,
    /** Calling the model. */
    EMBED,
    /** Opening the intents. */
    OPEN,
    /** Writing vectors. */
    WRITE,
    /** Deleting surplus vectors. */
    DELETE,
    /** Closing the intents. */
    CLOSE,
    /** Telling others. */
    ANNOUNCE,
    /** Letting go of the record. */
    COMMIT
  }

  /** Called on the thread that is about to take the step; an exception stops it there. */
  void before(Name step);

  /** Nothing is stopped. */
  static Step none() {
    return step -> {};
  }
}
