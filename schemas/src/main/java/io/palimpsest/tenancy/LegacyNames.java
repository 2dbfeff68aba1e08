package io.palimpsest.tenancy;

import java.util.Optional;
import java.util.regex.Pattern;

/** Spelling of legacy names. UUIDs are kept whole. */
final class LegacyNames {
  private static final Pattern UUID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
  private static final LegacyNamespace ALIAS = new LegacyNamespace.DefaultPortfolioAlias();

  private LegacyNames() {}

  static Optional<LegacyNamespace> recognise(String name) {
    return switch (name) {
      case "proposals" -> Optional.of(new LegacyNamespace.Proposals());
      case "", "__default__" -> Optional.of(new LegacyNamespace.Unnamed());
      default -> name.equals(ALIAS.name()) ? Optional.of(ALIAS) : twin(name);
    };
  }

  private static Optional<LegacyNamespace> twin(String name) {
    return UUID.matcher(name).matches()
        ? Optional.of(new LegacyNamespace.TwinUuid(new TwinId(name)))
        : Optional.empty();
  }
}
