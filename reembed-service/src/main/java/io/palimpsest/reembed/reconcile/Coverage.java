package io.palimpsest.reembed.reconcile;

/** Takes how much of what the ledger says the store bears out. */
@FunctionalInterface
public interface Coverage {
  /**
   * A namespace was compared.
   *
   * @param target name of the target
   * @param percent of the vectors that are as they should be; 100 where there are none
   */
  void measured(String target, double percent);
}
