package io.palimpsest.reembed.app;

import io.palimpsest.vectorstore.NamespacePrefix;
import io.palimpsest.vectorstore.VectorStore;

/** Opens the index of the second target. */
final class NextIndex {
  private NextIndex() {}

  /**
   * @param host its host, as the settings name it
   * @throws IllegalStateException when there is no key to it
   */
  public static VectorStore open(NextConfig config, String host) {
    String key =
        config
            .apiKey()
            .filter(given -> !given.isBlank())
            .orElseThrow(() -> new IllegalStateException("palimpsest.next.api-key must be set"));
    return NamespacePrefix.of(config.namespacePrefix())
        .over(IndexAt.open(host, key, config.requestTimeout()));
  }
}
