package io.palimpsest.tenancy;

/**
 * Id of a knowledge source, unique within its twin; never holds {@code #}, which separates it from
 * a chunk's digest in a vector id.
 *
 * @param value the id, as the caller gave it
 */
public record SourceId(String value) {
  /** Throws {@link InvalidIdException} when the value breaks the rule of its kind. */
  public SourceId {
    IdRules.entity("source_id", value);
  }

  @Override
  public String toString() {
    return value;
  }
}
