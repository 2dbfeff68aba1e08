package io.palimpsest.reembed.app;

import io.palimpsest.vectorstore.VectorStore;
import io.palimpsest.vectorstore.pinecone.PineconeSettings;
import io.palimpsest.vectorstore.pinecone.PineconeVectorStore;
import java.time.Duration;

/** Opens an index that is not the service's own. */
public final class IndexAt {
  private IndexAt() {}

  /**
   * Opens nothing yet: a wrong host or key shows at the first call.
   *
   * @param timeout longest time of a single request, whatever the caller's deadline
   */
  public static VectorStore open(String host, String key, Duration timeout) {
    PineconeSettings plain = PineconeSettings.of(host, key);
    return PineconeVectorStore.open(new PineconeSettings(plain.host(), key, plain.tls(), timeout));
  }
}
