package io.palimpsest.vectorstore;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A scheme of namespaces: the names that everybody uses, with something before them in the store.
 * So two targets may share an index, and a tenant may move from one scheme to another.
 *
 * @param value what stands before each name; empty: nothing
 */
public record NamespacePrefix(String value) {
  /** No underscore: behind it, a name of one tenant could be taken for another's. */
  private static final Pattern ALLOWED = Pattern.compile("[a-z0-9][a-z0-9-]{0,31}");

  /** Refuses a prefix that names of tenants could be confused with. */
  public NamespacePrefix {
    if (!value.isEmpty() && !ALLOWED.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "a namespace prefix matches %s, not: %s".formatted(ALLOWED, value));
    }
  }

  /** The prefix of a configuration, where a blank one is none. */
  public static NamespacePrefix of(Optional<String> configured) {
    return new NamespacePrefix(configured.map(String::strip).orElse(""));
  }

  /** The store as who knows nothing of the prefix sees it: other schemes' namespaces are hidden. */
  public VectorStore over(VectorStore store) {
    return value.isEmpty() ? store : new PrefixedStore(store, this);
  }

  String stored(String name) {
    return value + name;
  }

  /** The name that is stored like this, or empty when it is of another scheme. */
  Optional<String> name(String stored) {
    return stored.startsWith(value)
        ? Optional.of(stored.substring(value.length()))
        : Optional.empty();
  }
}
