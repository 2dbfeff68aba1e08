package io.palimpsest.tenancy;

import java.util.Optional;

/**
 * A namespace that somebody named to read from it: by its own name, or by an old one that is still
 * understood.
 *
 * @param namespace what is meant
 * @param warning what to tell whoever used an old name, to be logged and handed on with the answer;
 *     empty for a present name
 */
public record ReadableNamespace(Namespace namespace, Optional<String> warning) {
  /**
   * What a name means to a reader; empty when it is none to read by.
   *
   * @param name name in the vector store, or an old alias of one
   */
  public static Optional<ReadableNamespace> named(String name) {
    return Namespace.parse(name)
        .map(present -> new ReadableNamespace(present, Optional.empty()))
        .or(() -> LegacyNamespace.recognise(name).flatMap(ReadableNamespace::ofAlias));
  }

  /** Of the legacy names the alias alone stands for a namespace of this product. */
  private static Optional<ReadableNamespace> ofAlias(LegacyNamespace legacy) {
    return switch (legacy) {
      case LegacyNamespace.DefaultPortfolioAlias alias ->
          Optional.of(new ReadableNamespace(alias.target(), Optional.of(deprecated(alias))));
      case LegacyNamespace.TwinUuid twin -> Optional.empty();
      case LegacyNamespace.Proposals proposals -> Optional.empty();
      case LegacyNamespace.Unnamed unnamed -> Optional.empty();
    };
  }

  private static String deprecated(LegacyNamespace.DefaultPortfolioAlias alias) {
    return "namespace.alias_deprecated: %s is read as %s; use that name"
        .formatted(alias.name(), alias.target().name());
  }
}
