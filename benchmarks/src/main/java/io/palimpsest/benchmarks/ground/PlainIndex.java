package io.palimpsest.benchmarks.ground;

import com.google.common.primitives.Floats;
import io.pinecone.clients.Index;
import io.pinecone.configs.PineconeConfig;
import io.pinecone.configs.PineconeConnection;
import io.pinecone.proto.ListItem;
import io.pinecone.proto.ListResponse;
import io.pinecone.proto.NamespaceSummary;
import io.pinecone.proto.Vector;
import io.pinecone.unsigned_indices_model.VectorWithUnsignedIndices;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The vendor's SDK, used as its documentation shows. */
public final class PlainIndex implements AutoCloseable {
  private static final NamespaceSummary NONE = NamespaceSummary.getDefaultInstance();
  private static final int PAGE = 100;
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

  /** Lists and fetches all vectors of a namespace, a line of JSON each; their number. */
  public long each(String namespace, Consumer<String> line) {
    long count = 0;
    @Nullable String token = null;
    do {
      ListResponse page =
          token == null ? index.list(namespace, PAGE) : index.list(namespace, PAGE, token);
      List<String> ids = page.getVectorsList().stream().map(ListItem::getId).toList();
      if (!ids.isEmpty()) {
        for (Vector vector : index.fetch(ids, namespace).getVectorsMap().values()) {
          line.accept(
              "{\"id\": \"%s\", \"values\": %s}".formatted(vector.getId(), vector.getValuesList()));
          count++;
        }
      }
      token = page.getPagination().getNext();
    } while (!token.isEmpty());
    return count;
  }

  /**
   * Makes sure that each namespace shows so many vectors. The store makes what was written visible
   * when it is first asked: whoever measures later does not pay for that.
   */
  public void requireVisible(Collection<String> namespaces, int each) {
    Map<String, NamespaceSummary> all = index.describeIndexStats().getNamespacesMap();
    for (String namespace : namespaces) {
      long visible = all.getOrDefault(namespace, NONE).getVectorCount();
      if (visible != each) {
        throw new IllegalStateException(namespace + " shows " + visible + " vectors of " + each);
      }
    }
  }

  @Override
  public void close() {
    index.close();
  }
}
