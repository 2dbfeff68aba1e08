package io.palimpsest.reembed.ledger;

import com.mongodb.MongoException;
import com.mongodb.MongoServerException;

/** The ledger gave no good answer: a change may or may not have happened. */
public final class LedgerUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final Fault fault;

  /** What stood in the way; neither passes by repeating at once. */
  public enum Fault {
    /** It cannot be reached, or did not answer in time. */
    CONNECTION("ledger.unavailable"),

    /** It answered that it cannot: its disk is full, it is being stopped, rights are missing. */
    STORE("ledger.refused");

    private final String reason;

    Fault(String reason) {
      this.reason = reason;
    }
  }

  /**
   * @param cause what the driver said
   */
  public LedgerUnavailableException(MongoException cause) {
    super("the ledger gave no good answer", cause);
    this.fault = fault(cause);
  }

  /** What stood in the way. */
  public Fault fault() {
    return fault;
  }

  /** The same, machine-readable. */
  public String reason() {
    return fault.reason;
  }

  private static Fault fault(MongoException cause) {
    return cause instanceof MongoServerException ? Fault.STORE : Fault.CONNECTION;
  }
}
