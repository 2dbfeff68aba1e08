package io.palimpsest.tenancy;

/**
 * Id of a profile, unique within its organization.
 *
 * @param value the id, as the caller gave it
 */
public record ProfileId(String value) {
  /** Throws {@link InvalidIdException} when the value breaks the rule of its kind. */
  public ProfileId {
    IdRules.entity("profile_id", value);
  }

  @Override
  public String toString() {
    return value;
  }
}
