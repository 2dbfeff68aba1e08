package io.palimpsest.reembed.migration;

import io.palimpsest.tenancy.LegacyNamespace;
import io.palimpsest.tenancy.Namespace;

/** Names of legacy namespaces. The one without a name has two, which are one here. */
final class LegacyName {
  private static final String UNNAMED = "__default__";

  private LegacyName() {}

  /** The one name of a namespace. */
  static String of(String name) {
    return name.isEmpty() ? UNNAMED : name;
  }

  /** Whether a namespace of the index may be a twin's of the old system. */
  static boolean mayBeTwins(String name) {
    return !name.startsWith(Scratch.PREFIX)
        && Namespace.parse(name).isEmpty()
        && LegacyNamespace.recognise(name)
            .filter(
                known ->
                    known instanceof LegacyNamespace.Proposals
                        || known instanceof LegacyNamespace.DefaultPortfolioAlias)
            .isEmpty();
  }
}
