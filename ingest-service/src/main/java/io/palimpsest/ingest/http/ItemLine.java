package io.palimpsest.ingest.http;

import io.palimpsest.ingest.entry.Precondition;
import io.palimpsest.ingest.entry.Terms;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One line of a bulk submission of items: an item with its id.
 *
 * @param itemId id of the item; required
 * @param profileId profile that it belongs to; required
 * @param companyName company or client; required
 * @param deliverables what was delivered
 * @param skills skills that were used
 * @param portfolioUrl http or https URL of the work
 * @param industry industry
 * @param ifRevision applied only at this revision, 0 for 'does not exist'
 */
@Schema(
    examples =
        """
        {"item_id": "port_1", "profile_id": "prof_1", "company_name": "Acme Inc."}
        """)
public record ItemLine(
    @Nullable String itemId,
    @Nullable String profileId,
    @Nullable String companyName,
    @Nullable List<@Nullable String> deliverables,
    @Nullable List<@Nullable String> skills,
    @Nullable String portfolioUrl,
    @Nullable String industry,
    @Nullable Long ifRevision) {
  ItemRequest item() {
    return new ItemRequest(profileId, companyName, deliverables, skills, portfolioUrl, industry);
  }

  Terms terms() {
    return ifRevision == null ? Terms.PLAIN : Terms.PLAIN.when(Precondition.ofRevision(ifRevision));
  }
}
