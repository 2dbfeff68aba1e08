package io.palimpsest.jobs;

/** A job was asked for with parameters that it cannot have. */
public final class InvalidJobException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final String field;
  private final String rule;

  /**
   * @param field which parameter
   * @param rule what it must be
   */
  public InvalidJobException(String field, String rule) {
    super(field + " " + rule);
    this.field = field;
    this.rule = rule;
  }

  /** Which parameter. */
  public String field() {
    return field;
  }

  /** What it must be. */
  public String rule() {
    return rule;
  }
}
