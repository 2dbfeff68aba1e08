package io.palimpsest.benchmarks.ground;

import com.google.common.primitives.Floats;
import io.pinecone.clients.Index;
import io.pinecone.configs.PineconeConfig;
import io.pinecone.configs.PineconeConnection;
import io.pinecone.unsigned_indices_model.VectorWithUnsignedIndices;
import java.util.ArrayList;
import java.util.List;

/** The vendor's SDK, used as its documentation shows. */
public final class PlainIndex implements AutoCloseable {
  private final Index index;

  PlainIndex(String host, String key) {
    PineconeConfig config = new PineconeConfig(key);
    config.setHost(host);
    config.setTLSEnabled(false);
    index = new Index(config, new PineconeConnection(config), "plain");
  }

  /**
   * Upserts in requests of so many vectors.
   *
   * @param prefix of the ids
   */
  public void upsert(String namespace, String prefix, List<float[]> vectors, int perRequest) {
    List<VectorWithUnsignedIndices> open = new ArrayList<>();
    for (int at = 0; at < vectors.size(); at++) {
      open.add(new VectorWithUnsignedIndices(prefix + "#" + at, Floats.asList(vectors.get(at))));
      if (open.size() == perRequest || at == vectors.size() - 1) {
        index.upsert(open, namespace);
        open = new ArrayList<>();
      }
    }
  }

  @Override
  public void close() {
    index.close();
  }
}
