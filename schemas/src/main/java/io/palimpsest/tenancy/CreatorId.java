package io.palimpsest.tenancy;

/**
 * Id of a creator; enters a namespace name.
 *
 * @param value the id, as the caller gave it
 */
public record CreatorId(String value) {
  /** Throws {@link InvalidIdException} when the value breaks the rule of its kind. */
  public CreatorId {
    IdRules.creator(value);
  }

  @Override
  public String toString() {
    return value;
  }
}
