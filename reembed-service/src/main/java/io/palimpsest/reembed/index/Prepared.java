package io.palimpsest.reembed.index;

/** A task after everything that needs neither model nor store. */
sealed interface Prepared {
  /**
   * It is over already, or cannot go on now.
   *
   * @param outcome what became of it
   */
  record Ended(Outcome outcome) implements Prepared {}

  /**
   * Only the ledger moves.
   *
   * @param planned with its plan
   */
  record Advancing(Planned<Plan.Advance> planned) implements Prepared {}

  /**
   * Vectors are to be written or deleted.
   *
   * @param planned with its plan
   */
  record Replacing(Planned<Plan.Replace> planned) implements Prepared {}
}
