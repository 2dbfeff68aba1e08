package io.palimpsest.tenancy;

import java.util.Optional;

/**
 * A namespace of the systems that this product replaces. Recognised, to be migrated from or read
 * for a while; never written to. No name of it is a {@link Namespace} as well.
 */
public sealed interface LegacyNamespace {
  /** The name under which the store lists it. */
  String name();

  /**
   * One twin's vectors in a namespace named by its UUID; who owns it, the name does not say.
   *
   * @param twin id of the twin: the whole UUID
   */
  record TwinUuid(TwinId twin) implements LegacyNamespace {
    @Override
    public String name() {
      return twin.value();
    }
  }

  /** The flat namespace of the single-tenant portfolio. */
  record Proposals() implements LegacyNamespace {
    @Override
    public String name() {
      return "proposals";
    }
  }

  /**
   * The namespace without a name; the store calls it by nothing or by {@code __default__},
   * depending on the version of its API. Both are this one.
   */
  record Unnamed() implements LegacyNamespace {
    @Override
    public String name() {
      return "";
    }
  }

  /**
   * An old alias of the default organization's namespace, for reading only. Whoever uses it is to
   * be warned.
   */
  record DefaultPortfolioAlias() implements LegacyNamespace {
    @Override
    public String name() {
      return NamespaceNames.PORTFOLIO + "default";
    }

    /** The namespace that is meant. */
    public Namespace target() {
      return new Namespace.Portfolio(new OrganizationSlug("default-org"));
    }
  }

  /** The legacy namespace with the name, or empty when there was none of that name. */
  static Optional<LegacyNamespace> recognise(String name) {
    return LegacyNames.recognise(name);
  }
}
