package io.palimpsest.cli;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the old data lie. Variables keep password and key out of the list of processes. */
final class SourceOptions {
  @Option(
      names = "--source-mongo",
      paramLabel = "URI",
      description =
          "mongodb://HOST/DATABASE of the old documents; default: PALIMPSEST_SOURCE_MONGO, else"
              + " the database legacy beside ingest's own.")
  private @Nullable String mongo;

  @Option(
      names = "--source-index",
      paramLabel = "INDEX",
      description = "Index of the old vectors; default: legacy.")
  private @Nullable String index;

  @Option(
      names = "--source-key",
      paramLabel = "KEY",
      description =
          "Key to that index, one that only reads suffices; default: PALIMPSEST_SOURCE_KEY, else"
              + " the service's own.")
  private @Nullable String key;

  /** As the services take it. */
  Map<String, Object> body() {
    Map<String, Object> body = new HashMap<>();
    given(mongo, "PALIMPSEST_SOURCE_MONGO").ifPresent(uri -> body.put("source_mongo", uri));
    given(index, "PALIMPSEST_SOURCE_INDEX").ifPresent(name -> body.put("source_index", name));
    given(key, "PALIMPSEST_SOURCE_KEY").ifPresent(secret -> body.put("source_key", secret));
    return body;
  }

  private static Optional<String> given(@Nullable String option, String variable) {
    return Optional.ofNullable(option).or(() -> Connection.environment(variable));
  }
}
