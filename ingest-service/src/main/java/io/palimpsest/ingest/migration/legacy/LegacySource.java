package io.palimpsest.ingest.migration.legacy;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.mongodb.ConnectionString;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Where the old data are. May hold a password and a key: never shown, and kept sealed.
 *
 * @param mongo connection string with the database in it; empty: the configured one
 * @param index name of the index
 * @param key key to the index; empty: the service's own
 */
public record LegacySource(
    @JsonProperty("mongo") Optional<String> mongo,
    @JsonProperty("index") String index,
    @JsonProperty("key") Optional<String> key) {
  /** Whether these are the same data, whoever asks for them by whatever key. */
  public boolean isSamePlace(LegacySource other) {
    return index.equals(other.index)
        && mongo.map(LegacySource::place).equals(other.mongo.map(LegacySource::place));
  }

  /** Hosts and database. */
  private static String place(String uri) {
    ConnectionString parsed = new ConnectionString(uri);
    return String.join(",", new TreeSet<>(parsed.getHosts())) + "/" + parsed.getDatabase();
  }

  /** Neither the connection string nor the key. */
  @Override
  public String toString() {
    return "LegacySource[" + index + "]";
  }
}
