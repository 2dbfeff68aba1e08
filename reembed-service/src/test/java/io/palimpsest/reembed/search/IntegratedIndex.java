package io.palimpsest.reembed.search;

import io.palimpsest.local.stack.Part;
import io.palimpsest.local.stack.RunningStack;
import io.palimpsest.local.stack.VectorIndexes;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;

/** The stores with an index that embeds a field of its records itself. */
public final class IntegratedIndex implements QuarkusTestResourceLifecycleManager {
  private static final String FIELD = "passage";
  private static final String MODEL = "hash-for-tests";
  private static final int DIMENSION = 384;

  @Override
  public Map<String, String> start() {
    Map<String, String> settings = new HashMap<>(new Stores().start());
    RunningStack stack = Stores.stack();
    String key = stack.secrets().vectorsAdminKey();
    settings.put(
        "palimpsest.vectors.host",
        new VectorIndexes(stack).createForModel(MODEL, DIMENSION, FIELD));
    settings.put("palimpsest.vectors.mode", "integrated");
    settings.put("palimpsest.vectors.text-field", FIELD);
    settings.put("palimpsest.embedder.provider", "pinecone");
    settings.put("palimpsest.embedder.pinecone.url", stack.serviceUrl(Part.VECTORS));
    settings.put("palimpsest.embedder.pinecone.api-key", key);
    settings.put("palimpsest.embedder.pinecone.model", MODEL);
    settings.put("palimpsest.embedder.pinecone.dimension", Integer.toString(DIMENSION));
    return settings;
  }

  @Override
  public void stop() {}
}
