package io.palimpsest.tenancy;

import java.util.Optional;

/**
 * A namespace of the vector store, as this product names it. The encoding is injective: two
 * different values never have the same name, and {@link #parse} is the inverse of {@link #name}.
 */
public sealed interface Namespace {
  /** The name in the vector store. */
  String name();

  /**
   * The namespace of an organization's items.
   *
   * @param slug slug of the organization
   */
  record Portfolio(OrganizationSlug slug) implements Namespace {
    @Override
    public String name() {
      return NamespaceNames.PORTFOLIO + slug.value();
    }
  }

  /**
   * The namespace of one twin's sources.
   *
   * @param creator owner of the twin
   * @param twin the twin
   */
  record Twin(CreatorId creator, TwinId twin) implements Namespace {
    @Override
    public String name() {
      return NamespaceNames.CREATOR + creator.value() + NamespaceNames.TWIN + twin.value();
    }
  }

  /**
   * The namespace of what belongs to a creator and to no twin.
   *
   * @param creator the creator
   */
  record CreatorWide(CreatorId creator) implements Namespace {
    @Override
    public String name() {
      return NamespaceNames.CREATOR + creator.value();
    }
  }

  /** The namespace with this name, or empty when the name is not one of this product's. */
  static Optional<Namespace> parse(String name) {
    return NamespaceNames.parse(name);
  }
}
