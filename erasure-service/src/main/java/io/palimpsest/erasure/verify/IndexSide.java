package io.palimpsest.erasure.verify;

import io.palimpsest.vectorstore.Maintenance;
import io.palimpsest.vectorstore.NamespacePrefix;
import io.palimpsest.vectorstore.VectorStore;
import io.palimpsest.vectorstore.VectorStoreException;
import io.palimpsest.vectorstore.pinecone.PineconeSettings;
import io.palimpsest.vectorstore.pinecone.PineconeVectorStore;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One index as the verifier reaches it: a connection that may only read, and one for the control
 * vector alone.
 */
record IndexSide(String name, VectorStore reading, Optional<VectorStore> planting)
    implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(IndexSide.class);

  static IndexSide home(VerifierSettings settings) {
    NamespacePrefix prefix = NamespacePrefix.of(settings.namespacePrefix());
    return new IndexSide(
        "home",
        prefix.over(open(settings.host(), settings.apiKey(), settings.encrypted())),
        settings
            .controlApiKey()
            .map(key -> prefix.over(open(settings.host(), key, settings.encrypted()))));
  }

  /** Empty for one without a host; an index that could not be verified is refused. */
  static Optional<IndexSide> further(String name, VerifierSettings.Further settings) {
    return settings
        .host()
        .filter(host -> !host.isBlank())
        .map(host -> further(name, host, settings));
  }

  private static IndexSide further(String name, String host, VerifierSettings.Further settings) {
    NamespacePrefix prefix = NamespacePrefix.of(settings.namespacePrefix());
    boolean encrypted = encrypted(host, settings.tls());
    return new IndexSide(
        name,
        prefix.over(open(host, key(name, settings), encrypted)),
        settings
            .controlApiKey()
            .filter(key -> !key.isBlank())
            .map(key -> prefix.over(open(host, key, encrypted))));
  }

  Maintenance reader(String requestRef) {
    return reading.maintenance("erasure-verifier", requestRef);
  }

  /** Writes the control vector where a key for it is configured; a failure shows in the control. */
  void plant(ControlVector control) {
    try {
      planting.ifPresent(control::plant);
    } catch (VectorStoreException | NoSuchElementException e) {
      LOG.warn("control vector not written index={}", name, e);
    }
  }

  @Override
  public void close() {
    reading.close();
    planting.ifPresent(VectorStore::close);
  }

  /** Where nothing is said, unless the host is this machine. */
  static boolean encrypted(String host, Optional<Boolean> tls) {
    return tls.orElse(!host.matches("(localhost|127\\.0\\.0\\.1)(:\\d+)?"));
  }

  private static String key(String name, VerifierSettings.Further settings) {
    return settings
        .apiKey()
        .filter(key -> !key.isBlank())
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "palimpsest.erasure.verifier.index." + name + ".api-key must be set"));
  }

  private static VectorStore open(String host, String key, boolean encrypted) {
    PineconeSettings defaults = PineconeSettings.of(host, key);
    return PineconeVectorStore.open(
        new PineconeSettings(host, key, encrypted, defaults.requestTimeout()));
  }
}
