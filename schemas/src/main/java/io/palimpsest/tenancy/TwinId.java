package io.palimpsest.tenancy;

/**
 * Id of a twin, unique within its creator; enters a namespace name.
 *
 * @param value the id, as the caller gave it
 */
public record TwinId(String value) {
  /** Throws {@link InvalidIdException} when the value breaks the rule of its kind. */
  public TwinId {
    IdRules.twin(value);
  }

  @Override
  public String toString() {
    return value;
  }
}
