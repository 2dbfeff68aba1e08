package io.palimpsest.reembed.wiring;

import io.palimpsest.vectorstore.NamespacePrefix;
import io.palimpsest.vectorstore.VectorStore;
import io.palimpsest.vectorstore.pinecone.PineconeSettings;
import io.palimpsest.vectorstore.pinecone.PineconeVectorStore;

/** Opens the index of the second target. */
public final class NextIndex {
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
    PineconeSettings plain = PineconeSettings.of(host, key);
    return NamespacePrefix.of(config.namespacePrefix())
        .over(
            PineconeVectorStore.open(
                new PineconeSettings(plain.host(), key, plain.tls(), config.requestTimeout())));
  }
}
