package io.palimpsest.ingest.migration.run;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.palimpsest.ingest.migration.mapping.ItemMapping;
import io.palimpsest.ingest.vault.Sha256;
import io.palimpsest.tenancy.OrganizationId;
import io.palimpsest.tenancy.ProfileId;
import java.util.List;

/**
 * What a migration of a portfolio is to do.
 *
 * @param organization whose items they become
 * @param profile whose below it
 * @param phases in this order
 * @param preferExisting whether a row's own deliverables go first
 * @param strict whether one row that cannot be mapped stops the run
 * @param backup name of the backup that phase 0 makes
 * @param index index of the old vectors
 * @param mode {@code online} or {@code maintenance}
 */
record Plan(
    @JsonProperty("org_id") String organization,
    @JsonProperty("profile_id") String profile,
    @JsonProperty("phases") List<String> phases,
    @JsonProperty("prefer_existing_deliverables") boolean preferExisting,
    @JsonProperty("strict") boolean strict,
    @JsonProperty("backup") String backup,
    @JsonProperty("index") String index,
    @JsonProperty("mode") String mode) {
  /** The old side is written to until it is frozen for the switch. */
  static final String ONLINE = "online";

  /** Nobody writes to the old side, nor to this one. */
  static final String MAINTENANCE = "maintenance";

  /** Copies the list; refuses ids that are none. */
  Plan {
    new OrganizationId(organization);
    new ProfileId(profile);
    phases = List.copyOf(phases);
  }

  /** Names what is done to what, whatever the rows are; another one never resumes this. */
  String hash() {
    return Sha256.hex(
        String.join(
            "\n",
            organization,
            profile,
            String.join(",", phases),
            Boolean.toString(preferExisting),
            Boolean.toString(strict),
            backup,
            index,
            mode));
  }

  boolean stopsWrites() {
    return MAINTENANCE.equals(mode);
  }

  ItemMapping mapping() {
    return new ItemMapping(new OrganizationId(organization), preferExisting);
  }
}
