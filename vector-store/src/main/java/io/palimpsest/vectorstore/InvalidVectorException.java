package io.palimpsest.vectorstore;

/**
 * A record, filter or query breaks a rule of vectors. The message names field and rule, no data.
 */
public final class InvalidVectorException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final String field;
  private final String rule;
  private final String code;

  /**
   * @param field what breaks the rule
   * @param rule the rule, as a sentence about the field
   */
  public InvalidVectorException(String field, String rule) {
    this(field, rule, "invalid_" + field);
  }

  private InvalidVectorException(String field, String rule, String code) {
    super(field + ": " + rule);
    this.field = field;
    this.rule = rule;
    this.code = code;
  }

  /** What is larger than the store takes. */
  static InvalidVectorException tooLarge(String field, String rule) {
    return new InvalidVectorException(field, rule, field + "_too_large");
  }

  /** Field and rule as a code, such as {@code metadata_too_large}. */
  public String code() {
    return code;
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
