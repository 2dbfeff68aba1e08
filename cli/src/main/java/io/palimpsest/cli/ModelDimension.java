package io.palimpsest.cli;

import java.util.Locale;
import java.util.Map;

/** Length of the vectors of the configured model, by the settings that reembed-service reads. */
final class ModelDimension {
  static final String PROVIDER = "PALIMPSEST_EMBEDDER_PROVIDER";

  /** all-MiniLM-L6-v2. */
  private static final int IN_PROCESS = 384;

  private ModelDimension() {}

  /**
   * @throws IllegalArgumentException when a setting is not what its service takes
   */
  static int of(Map<String, String> environment) {
    String provider = environment.getOrDefault(PROVIDER, "in-process").toLowerCase(Locale.ROOT);
    return switch (provider.replace('_', '-')) {
      case "in-process" -> IN_PROCESS;
      case "openai" -> number(environment, "PALIMPSEST_EMBEDDER_OPENAI_DIMENSION", "3072");
      case "pinecone" -> number(environment, "PALIMPSEST_EMBEDDER_PINECONE_DIMENSION", "1024");
      default ->
          throw new IllegalArgumentException(PROVIDER + " is none of in-process, openai, pinecone");
    };
  }

  private static int number(Map<String, String> environment, String setting, String other) {
    try {
      return Integer.parseInt(environment.getOrDefault(setting, other));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(setting + " is not a number", e);
    }
  }
}
