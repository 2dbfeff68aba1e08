package io.palimpsest.ingest.entry;

/**
 * Why a change is refused; the same at every door. Names the field and the rule, never the data.
 *
 * @param status HTTP status of the refusal
 * @param code machine-readable reason, such as {@code entity.not_found}
 * @param detail a sentence for people
 * @param field field at fault, or empty
 * @param rule rule that it breaks, or empty
 */
public record Refusal(int status, String code, String detail, String field, String rule) {
  /** A refusal that is not about one field. */
  public static Refusal of(int status, String code, String detail) {
    return new Refusal(status, code, detail, "", "");
  }

  /** A refusal of a field's value. */
  public static Refusal ofField(int status, String code, String field, String rule) {
    return new Refusal(status, code, field + ": " + rule, field, rule);
  }

  /** There is no such entity below a tenant that the caller may see. */
  public static Refusal notFound() {
    return of(404, "entity.not_found", "there is no such entity");
  }

  /** The answer for a tenant that is unknown, and for one that belongs to somebody else. */
  public static Refusal noTenant() {
    return of(404, "tenant.not_found", "there is no such tenant");
  }
}
