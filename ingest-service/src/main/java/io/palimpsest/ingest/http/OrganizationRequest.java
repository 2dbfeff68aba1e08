package io.palimpsest.ingest.http;

import io.palimpsest.ingest.entry.TextRules;
import io.palimpsest.ingest.registry.Organization;
import io.palimpsest.ingest.registry.OrganizationType;
import io.palimpsest.ingest.registry.PlanTier;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An organization to register.
 *
 * @param slug names its namespace; never changes
 * @param name display name
 * @param orgType who works under it; an individual when left out
 * @param planTier plan; free when left out
 * @param limitsBypassedBy who may exceed the plan's limits, such as migration
 */
@Schema(
    examples =
        """
        {"slug": "acme", "name": "Acme Inc.", "org_type": "agency", "plan_tier": "pro"}
        """)
public record OrganizationRequest(
    @Nullable String slug,
    @Nullable String name,
    @Nullable OrganizationType orgType,
    @Nullable PlanTier planTier,
    @Nullable String limitsBypassedBy) {
  Organization toOrganization() {
    return new Organization(
        TextRules.required("slug", slug, 64),
        TextRules.required("name", name, Texts.NAME),
        orgType == null ? OrganizationType.INDIVIDUAL : orgType,
        planTier == null ? PlanTier.FREE : planTier,
        TextRules.optional("limits_bypassed_by", limitsBypassedBy, Texts.NAME));
  }
}
