package io.palimpsest.tenancy;

import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** Ids that obey the rules, with a liking for the awkward ones. */
final class Ids {
  private static final Set<String> RESERVED = Set.of("system", "admin", "null");

  private Ids() {}

  static Arbitrary<String> creators() {
    return names()
        .filter(id -> !id.contains("_twin_") && !id.endsWith("_twin"))
        .filter(id -> !id.startsWith("creator_") && !id.startsWith("tenant_"));
  }

  static Arbitrary<String> twins() {
    return names();
  }

  static Arbitrary<String> slugs() {
    return Arbitraries.strings()
        .withChars("abz09-")
        .ofMinLength(1)
        .ofMaxLength(64)
        .filter(id -> id.matches("[a-z0-9]([a-z0-9-]*[a-z0-9])?"))
        .filter(id -> !RESERVED.contains(id));
  }

  private static Arbitrary<String> names() {
    Arbitrary<String> random =
        Arbitraries.strings().withChars("atwin01._-").ofMinLength(1).ofMaxLength(24);
    Arbitrary<String> spiced =
        Arbitraries.of("x", "twin", "_twin", "twin_", "_twin_", "creator", "tenant_", ".", "1")
            .list()
            .ofMinSize(1)
            .ofMaxSize(5)
            .map(parts -> String.join("", parts));
    return Arbitraries.oneOf(random, spiced)
        .filter(id -> id.matches("[a-z0-9]([a-z0-9._-]{0,62}[a-z0-9])?") && !id.contains(".."))
        .filter(id -> !RESERVED.contains(id));
  }
}
