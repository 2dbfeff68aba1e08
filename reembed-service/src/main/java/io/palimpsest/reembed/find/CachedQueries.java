package io.palimpsest.reembed.find;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.palimpsest.fencing.Deadline;
import io.palimpsest.vectorstore.VectorValues;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Remembers the latest queries of a model. Keys are digests: neither a query nor whose it was is
 * kept. The vector of a text depends on model and text alone, so tenants may share it.
 */
public final class CachedQueries implements QueryEmbedder {
  private final QueryEmbedder embedder;
  private final Cache<String, VectorValues> latest;

  /**
   * @param embedder embeds what is not remembered
   * @param size queries that are remembered at most
   */
  public CachedQueries(QueryEmbedder embedder, int size) {
    this.embedder = embedder;
    this.latest = Caffeine.newBuilder().maximumSize(size).build();
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
    VectorValues known = latest.getIfPresent(key);
    if (known != null) {
      return known;
    }
    VectorValues vector = embedder.embed(query, deadline);
    latest.put(key, vector);
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
