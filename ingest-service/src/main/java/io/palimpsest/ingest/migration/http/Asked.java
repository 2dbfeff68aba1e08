package io.palimpsest.ingest.migration.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.palimpsest.ingest.migration.backup.FileNames;
import io.palimpsest.ingest.migration.legacy.LegacySource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where the old data are, as an operator says it.
 *
 * @param sourceMongo connection string with the database in it
 * @param sourceIndex name of the index
 * @param sourceKey key to the index
 */
public record Asked(
    @JsonProperty("source_mongo") @Nullable String sourceMongo,
    @JsonProperty("source_index") @Nullable String sourceIndex,
    @JsonProperty("source_key") @Nullable String sourceKey) {
  static LegacySource source(@Nullable Asked asked) {
    return asked == null
        ? new LegacySource(Optional.empty(), FileNames.DEFAULT_INDEX, Optional.empty())
        : new LegacySource(
            said(asked.sourceMongo),
            said(asked.sourceIndex).orElse(FileNames.DEFAULT_INDEX),
            said(asked.sourceKey));
  }

  private static Optional<String> said(@Nullable String text) {
    return Optional.ofNullable(text).filter(given -> !given.isBlank());
  }

  /** Neither the connection string nor the key. */
  @Override
  public String toString() {
    return "Asked[" + sourceIndex + "]";
  }
}
