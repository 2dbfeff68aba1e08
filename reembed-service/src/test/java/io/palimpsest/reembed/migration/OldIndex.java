package io.palimpsest.reembed.migration;

import io.palimpsest.local.stack.RunningStack;
import io.palimpsest.local.stack.VectorIndexes;
import io.palimpsest.reembed.search.Stores;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;

/** The stores, and an index of its own for the old system. */
public final class OldIndex implements QuarkusTestResourceLifecycleManager {
  static final int DIMENSION = 384;

  @Override
  public Map<String, String> start() {
    RunningStack stack = LargeVectors.stack();
    Map<String, String> settings = new HashMap<>(new Stores().start());
    settings.put("palimpsest.legacy.host", new VectorIndexes(stack).create(DIMENSION));
    settings.put("palimpsest.legacy.api-key", stack.secrets().vectorsAdminKey());
    settings.put("quarkus.mongodb.database", "touched");
    settings.put("quarkus.mongodb.connection-string", stack.mongoUri("touched"));
    return settings;
  }

  @Override
  public void stop() {}
}
