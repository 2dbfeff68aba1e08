package io.palimpsest.vectorstore;

/**
 * A record, filter or query breaks a rule of vectors. The message names field and rule, no data.
 */
public final class InvalidVectorException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final String field;
  private final String rule;

  /**
   * @param field what breaks the rule
   * @param rule the rule, as a sentence about the field
   */
  public InvalidVectorException(String field, String rule) {
    super(field + ": " + rule);
    this.field = field;
    this.rule = rule;
  }

  /** What breaks the rule. */
  public String field() {
    return field;
  }

  /** The rule. */
  public String rule() {
    return rule;
  }
}
