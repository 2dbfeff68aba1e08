package io.palimpsest.tenancy;

/**
 * Id of an organization, such as {@code org_acme}.
 *
 * @param value the id, as the caller gave it
 */
public record OrganizationId(String value) {
  /** Throws {@link InvalidIdException} when the value breaks the rule of its kind. */
  public OrganizationId {
    IdRules.entity("org_id", value);
  }

  @Override
  public String toString() {
    return value;
  }
}
