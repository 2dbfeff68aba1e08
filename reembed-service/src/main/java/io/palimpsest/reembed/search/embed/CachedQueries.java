package io.palimpsest.reembed.search.embed;

import io.palimpsest.fencing.Deadline;
import io.palimpsest.vectorstore.VectorValues;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Remembers the latest queries of a model. Keys are digests: neither a query nor whose it was is
 * kept. The vector of a text depends on model and text alone, so tenants may share it.
 */
public final class CachedQueries implements QueryEmbedder {
  private final QueryEmbedder embedder;
  private final Map<String, VectorValues> latest;

  /**
   * @param embedder embeds what is not remembered
   * @param size queries that are remembered at most
   */
  public CachedQueries(QueryEmbedder embedder, int size) {
    this.embedder = embedder;
    this.latest =
        new LinkedHashMap<>(size, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<String, VectorValues> eldest) {
            return size() > size;
          }
        };
  }

  @Override
  public String model() {
    return embedder.model();
  }

  @Override
  public int dimension() {
    return embedder.dimension();
  }

  @Override
  public VectorValues embed(String query, Deadline deadline) {
    String key = digest(query);
    return remembered(key).orElseGet(() -> remember(key, embedder.embed(query, deadline)));
  }

  private Optional<VectorValues> remembered(String key) {
    synchronized (latest) {
      return Optional.ofNullable(latest.get(key));
    }
  }

  private VectorValues remember(String key, VectorValues vector) {
    synchronized (latest) {
      latest.put(key, vector);
    }
    return vector;
  }

  private static String digest(String query) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha256.digest(query.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }
}
