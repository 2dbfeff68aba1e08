package io.palimpsest.ingest.migration.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A migration, rollback or validation that is asked for.
 *
 * @param sourceMongo connection string with the database in it
 * @param sourceIndex name of the index
 * @param sourceKey key to the index
 * @param orgId organization
 * @param profileId profile
 * @param phase a phase, or all
 * @param backup name of the backup
 * @param strict whether one reject stops the run
 * @param preferExistingDeliverables whether a row's own deliverables go first
 * @param mode online or maintenance
 * @param readerToken a reader's own token, for looks through its eyes
 * @param pauseAt when the change window ends
 * @param namespace the namespace that is cleared, where that alone is done
 */
public record MigrationRequest(
    @JsonProperty("source_mongo") @Nullable String sourceMongo,
    @JsonProperty("source_index") @Nullable String sourceIndex,
    @JsonProperty("source_key") @Nullable String sourceKey,
    @JsonProperty("org_id") @Nullable String orgId,
    @JsonProperty("profile_id") @Nullable String profileId,
    @JsonProperty("phase") @Nullable String phase,
    @JsonProperty("backup") @Nullable String backup,
    @JsonProperty("strict") boolean strict,
    @JsonProperty("prefer_existing_deliverables") boolean preferExistingDeliverables,
    @JsonProperty("mode") @Nullable String mode,
    @JsonProperty("reader_token") @Nullable String readerToken,
    @JsonProperty("pause_at") @Nullable String pauseAt,
    @JsonProperty("namespace") @Nullable String namespace) {
  static final MigrationRequest NONE =
      new MigrationRequest(
          null, null, null, null, null, null, null, false, false, null, null, null, null);

  Asked source() {
    return new Asked(sourceMongo, sourceIndex, sourceKey);
  }

  Map<String, String> tenants() {
    Map<String, String> parameters = new HashMap<>();
    if (orgId != null) {
      parameters.put("org_id", orgId);
    }
    if (profileId != null) {
      parameters.put("profile_id", profileId);
    }
    return parameters;
  }

  /** {@code phase2} is the same as {@code 2}. */
  String phaseOr(String other) {
    return phase == null || phase.isBlank() ? other : phase.replaceFirst("^phase", "");
  }

  /** Neither the connection string nor key nor token. */
  @Override
  public String toString() {
    return "MigrationRequest[" + phase + "]";
  }
}
