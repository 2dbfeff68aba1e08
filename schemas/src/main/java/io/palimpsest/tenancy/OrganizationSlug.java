package io.palimpsest.tenancy;

/**
 * Slug of an organization; enters a namespace name, never changes, belongs to one organization for
 * ever.
 *
 * @param value the id, as the caller gave it
 */
public record OrganizationSlug(String value) {
  /** Throws {@link InvalidIdException} when the value breaks the rule of its kind. */
  public OrganizationSlug {
    IdRules.slug(value);
  }

  @Override
  public String toString() {
    return value;
  }
}
