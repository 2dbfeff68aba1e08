package io.palimpsest.ingest.migration.run;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.palimpsest.ingest.vault.Sha256;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which old data are to be removed, as they are now.
 *
 * @param organization whose items they became
 * @param index the old index
 * @param namespace its namespace that goes; no other one does
 * @param backup name of the backup that holds them
 * @param found digests of what is there, by the names that a backup's files have
 */
record RemovalPlan(
    @JsonProperty("org_id") String organization,
    @JsonProperty("index") String index,
    @JsonProperty("namespace") String namespace,
    @JsonProperty("backup") String backup,
    @JsonProperty("found") SortedMap<String, String> found) {
  /** Copies the map. */
  RemovalPlan {
    found = new TreeMap<>(found);
  }

  /** Names this plan: what changes meanwhile makes it another one. */
  String hash() {
    StringBuilder lines = new StringBuilder();
    lines.append(String.join("\n", organization, index, namespace, backup)).append('\n');
    found.forEach((file, digest) -> lines.append(file).append(' ').append(digest).append('\n'));
    return Sha256.hex(lines.toString());
  }

  /** How many documents and vectors there are: each digest begins with its number. */
  long records() {
    return found.values().stream()
        .mapToLong(digest -> Long.parseLong(digest.substring(0, digest.indexOf(':'))))
        .sum();
  }
}
