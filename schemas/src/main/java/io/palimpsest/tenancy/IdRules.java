package io.palimpsest.tenancy;

import java.util.Set;
import java.util.regex.Pattern;

/** The rules of ids, in one place. Every check throws {@link InvalidIdException}. */
final class IdRules {
  private static final String NAME_RULE =
      "lower-case ASCII letters, digits, '.', '_' and '-', 1 to 64 characters, starting and ending"
          + " with a letter or digit, without '..'";
  private static final String SLUG_RULE =
      "lower-case ASCII letters, digits and '-', 1 to 64 characters, starting and ending with a"
          + " letter or digit";
  private static final String ENTITY_RULE =
      "ASCII letters, digits, '.', '_', ':' and '-', 1 to 128 characters, starting and ending with"
          + " a letter or digit";
  private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9._-]{0,62}[a-z0-9])?");
  private static final Pattern SLUG = Pattern.compile("[a-z0-9]([a-z0-9-]{0,62}[a-z0-9])?");
  private static final Pattern ENTITY =
      Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._:-]{0,126}[A-Za-z0-9])?");
  private static final String LEGACY_SLUG = "default";
  private static final Set<String> RESERVED = Set.of("system", "admin", "null");

  private IdRules() {}

  static String creator(String value) {
    name("creator_id", value);
    require(
        !value.contains("_twin_") && !value.endsWith("_twin"),
        "creator_id",
        "neither contains '_twin_' nor ends with '_twin'");
    require(
        !value.startsWith("creator_") && !value.startsWith("tenant_"),
        "creator_id",
        "does not start with 'creator_' or 'tenant_'");
    return value;
  }

  static String twin(String value) {
    return name("twin_id", value);
  }

  static String slug(String value) {
    require(SLUG.matcher(value).matches(), "slug", SLUG_RULE);
    require(!value.equals(LEGACY_SLUG), "slug", "'default' names a legacy namespace");
    return unreserved("slug", value);
  }

  static String entity(String field, String value) {
    require(ENTITY.matcher(value).matches(), field, ENTITY_RULE);
    return unreserved(field, value);
  }

  private static String name(String field, String value) {
    require(NAME.matcher(value).matches() && !value.contains(".."), field, NAME_RULE);
    return unreserved(field, value);
  }

  private static String unreserved(String field, String value) {
    require(!RESERVED.contains(value), field, "'system', 'admin' and 'null' are reserved");
    return value;
  }

  private static void require(boolean holds, String field, String rule) {
    if (!holds) {
      throw new InvalidIdException(field, rule);
    }
  }
}
