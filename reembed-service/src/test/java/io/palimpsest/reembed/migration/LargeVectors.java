package io.palimpsest.reembed.migration;

import io.palimpsest.local.stack.Part;
import io.palimpsest.local.stack.RunningStack;
import io.palimpsest.local.stack.SharedStack;
import io.palimpsest.local.stack.VectorIndexes;
import io.palimpsest.reembed.search.Stores;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;

/** The stores with an index of 3,072 dimensions, in which old and new namespaces stand together. */
public final class LargeVectors implements QuarkusTestResourceLifecycleManager {
  static final int DIMENSION = 3072;
  static final String MODEL = "text-embedding-3-large";

  @Override
  public Map<String, String> start() {
    Map<String, String> settings = new HashMap<>(new Stores().start());
    settings.put("palimpsest.vectors.host", new VectorIndexes(stack()).create(DIMENSION));
    settings.put("palimpsest.embedder.provider", "openai");
    settings.put("palimpsest.embedder.openai.url", "http://localhost:1/v1");
    settings.put("palimpsest.embedder.openai.api-key", "none");
    settings.put("palimpsest.embedder.openai.dimension", Integer.toString(DIMENSION));
    settings.put("palimpsest.embedder.openai.model", MODEL);
    settings.put("quarkus.mongodb.database", "twins");
    settings.put("quarkus.mongodb.connection-string", stack().mongoUri("twins"));
    settings.put("palimpsest.legacy.kept", "0s");
    return settings;
  }

  static RunningStack stack() {
    try {
      return SharedStack.with(Part.BROKER, Part.REGISTRY, Part.DOCUMENTS, Part.VECTORS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void stop() {}
}
