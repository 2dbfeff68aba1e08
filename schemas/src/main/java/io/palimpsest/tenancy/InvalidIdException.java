package io.palimpsest.tenancy;

/** An id or name breaks its rule. The message quotes the rule; the value itself is not repeated. */
public final class InvalidIdException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final String field;
  private final String rule;

  /**
   * @param field name of the field that held the value, such as {@code creator_id}
   * @param rule the rule that it breaks, as a sentence
   */
  public InvalidIdException(String field, String rule) {
    super(field + ": " + rule);
    this.field = field;
    this.rule = rule;
  }

  /** Name of the field that held the value. */
  public String field() {
    return field;
  }

  /** The rule that the value breaks. */
  public String rule() {
    return rule;
  }
}
