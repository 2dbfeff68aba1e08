package io.palimpsest.ingest.migration.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * Old data that are to be removed.
 *
 * @param sourceMongo connection string with the database in it
 * @param sourceIndex name of the index
 * @param sourceKey key to the index, one that writes
 * @param orgId organization
 * @param plan hash of the plan that is agreed to
 * @param namespace name of the old namespace, typed
 */
public record ContractRequest(
    @JsonProperty("source_mongo") @Nullable String sourceMongo,
    @JsonProperty("source_index") @Nullable String sourceIndex,
    @JsonProperty("source_key") @Nullable String sourceKey,
    @JsonProperty("org_id") @Nullable String orgId,
    @JsonProperty("plan") @Nullable String plan,
    @JsonProperty("namespace") @Nullable String namespace) {
  static final ContractRequest NONE = new ContractRequest(null, null, null, null, null, null);

  Asked source() {
    return new Asked(sourceMongo, sourceIndex, sourceKey);
  }

  /** Neither the connection string nor the key. */
  @Override
  public String toString() {
    return "ContractRequest[" + namespace + "]";
  }
}
