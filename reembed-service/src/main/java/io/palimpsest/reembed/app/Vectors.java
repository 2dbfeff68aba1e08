package io.palimpsest.reembed.app;

import io.palimpsest.vectorstore.NamespacePrefix;
import io.palimpsest.vectorstore.VectorStore;
import io.palimpsest.vectorstore.pinecone.PineconeSettings;
import io.palimpsest.vectorstore.pinecone.PineconeVectorStore;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The vector store. */
@Singleton
class Vectors {
  @Produces
  @Singleton
  VectorStore store(VectorsConfig config) {
    String key =
        config
            .apiKey()
            .filter(given -> !given.isBlank())
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "palimpsest.vectors.api-key (PINECONE_API_KEY) must be set"));
    PineconeSettings settings = PineconeSettings.of(config.host(), key);
    return NamespacePrefix.of(config.namespacePrefix())
        .over(
            PineconeVectorStore.open(
                new PineconeSettings(
                    settings.host(),
                    key,
                    config.tls().orElse(settings.tls()),
                    config.requestTimeout()),
                config.textField()));
  }

  void close(@Disposes VectorStore store) {
    store.close();
  }
}
