package io.palimpsest.ingest.http;

import io.palimpsest.ingest.entry.TextRules;
import io.palimpsest.ingest.item.PortfolioItem;
import io.palimpsest.tenancy.ProfileId;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A portfolio item to create or to replace.
 *
 * @param profileId profile that it belongs to; required
 * @param companyName company or client; required
 * @param deliverables what was delivered
 * @param skills skills that were used
 * @param portfolioUrl http or https URL of the work
 * @param industry industry
 */
@Schema(
    examples =
        """
        {"profile_id": "prof_1", "company_name": "Acme Inc.", "deliverables": ["Online shop"],
         "skills": ["Java", "Kafka"], "portfolio_url": "https://acme.example", "industry": "SaaS"}
        """)
public record ItemRequest(
    @Nullable String profileId,
    @Nullable String companyName,
    @Nullable List<@Nullable String> deliverables,
    @Nullable List<@Nullable String> skills,
    @Nullable String portfolioUrl,
    @Nullable String industry) {
  ProfileId profile() {
    return new ProfileId(TextRules.present("profile_id", profileId));
  }

  PortfolioItem toItem() {
    return PortfolioItem.checked(companyName, deliverables, skills, portfolioUrl, industry);
  }
}
