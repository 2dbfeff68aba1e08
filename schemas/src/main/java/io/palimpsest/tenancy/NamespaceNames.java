package io.palimpsest.tenancy;

import java.util.Optional;

/** Spelling of namespace names. A creator id holds no {@code _twin_}: the first one separates. */
final class NamespaceNames {
  static final String PORTFOLIO = "portfolio_";
  static final String CREATOR = "creator_";
  static final String TWIN = "_twin_";

  private NamespaceNames() {}

  static Optional<Namespace> parse(String name) {
    try {
      if (name.startsWith(PORTFOLIO)) {
        return Optional.of(
            new Namespace.Portfolio(new OrganizationSlug(name.substring(PORTFOLIO.length()))));
      }
      return name.startsWith(CREATOR)
          ? Optional.of(ofCreator(name.substring(CREATOR.length())))
          : Optional.empty();
    } catch (InvalidIdException notOurs) {
      return Optional.empty();
    }
  }

  private static Namespace ofCreator(String rest) {
    int separator = rest.indexOf(TWIN);
    return separator < 0
        ? new Namespace.CreatorWide(new CreatorId(rest))
        : new Namespace.Twin(
            new CreatorId(rest.substring(0, separator)),
            new TwinId(rest.substring(separator + TWIN.length())));
  }
}
