package io.palimpsest.ingest.entry;

/** A request is refused. Never worth a retry without a change, but for status 503. */
public final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Refusal refusal;

  /**
   * @param refusal the reason
   */
  public RefusedException(Refusal refusal) {
    super(refusal.code());
    this.refusal = refusal;
  }

  /** The reason. */
  public Refusal refusal() {
    return refusal;
  }
}
