package io.palimpsest.reembed.ledger;

/** The ledger gave no answer: a change may or may not have happened. */
public final class LedgerUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param cause what the driver said
   */
  public LedgerUnavailableException(Throwable cause) {
    super("the ledger gave no answer", cause);
  }
}
