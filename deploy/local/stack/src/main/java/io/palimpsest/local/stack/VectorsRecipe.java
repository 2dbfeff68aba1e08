package io.palimpsest.local.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The Pinecone-compatible vector server, on Lucene: needs the vector instructions of the JDK. */
final class VectorsRecipe implements Recipe {

  static final String INDEX_NAME = "palimpsest";

  private static final String MODULE = "deploy/local/vector-server";
  private static final int HEAP_MEGABYTES = 384;

  @Override
  public Launch launch(Setting setting) throws IOException {
    Files.createDirectories(setting.data());
    List<String> jvmArguments = new ArrayList<>(Jvm.server(HEAP_MEGABYTES));
    jvmArguments.add("--add-modules=jdk.incubator.vector");
    return QuarkusApp.launch(setting, MODULE, jvmArguments, environment(setting));
  }

  private static Map<String, String> environment(Setting setting) {
    Secrets secrets = setting.secrets();
    return Map.of(
        "PALIMPSEST_VECTORS_DATA_DIR",
        setting.data().toString(),
        "PALIMPSEST_VECTORS_DIMENSION",
        "384",
        "PALIMPSEST_VECTORS_METRIC",
        "cosine",
        "PALIMPSEST_VECTORS_INDEX_NAME",
        INDEX_NAME,
        "PALIMPSEST_VECTORS_KEYS",
        "admin:%s,read-only:%s".formatted(secrets.vectorsAdminKey(), secrets.vectorsReaderKey()),
        "PALIMPSEST_VECTORS_FAULTS_KEY",
        secrets.vectorsFaultsKey());
  }
}
