package io.palimpsest.tenancy;

/**
 * Id of a portfolio item, unique within its organization; also the id of its one vector.
 *
 * @param value the id, as the caller gave it
 */
public record ItemId(String value) {
  /** Throws {@link InvalidIdException} when the value breaks the rule of its kind. */
  public ItemId {
    IdRules.entity("item_id", value);
  }

  @Override
  public String toString() {
    return value;
  }
}
