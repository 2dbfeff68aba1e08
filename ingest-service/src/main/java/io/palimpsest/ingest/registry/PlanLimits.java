package io.palimpsest.ingest.registry;

import io.palimpsest.ingest.entry.Refusal;
import java.util.Optional;
import java.util.OptionalInt;

/** What a plan allows. Pure. */
final class PlanLimits {
  private PlanLimits() {}

  /** Why an organization may not have its plan, or empty when it may. */
  public static Optional<Refusal> refusePlan(Organization organization) {
    boolean proAlone =
        organization.planTier() == PlanTier.PRO
            && organization.orgType() == OrganizationType.INDIVIDUAL;
    return proAlone && !organization.unbound()
        ? Optional.of(
            Refusal.ofField(
                422, "plan.not_allowed", "plan_tier", "the plan 'pro' is for agencies only"))
        : Optional.empty();
  }

  /** Most live profiles, or empty for any number. */
  public static OptionalInt mostProfiles(Organization organization) {
    if (organization.unbound()) {
      return OptionalInt.empty();
    }
    return switch (organization.planTier()) {
      case FREE -> OptionalInt.of(1);
      case STARTER -> OptionalInt.of(3);
      case PRO -> OptionalInt.of(10);
      case ENTERPRISE -> OptionalInt.empty();
    };
  }

  static Refusal tooMany(int most) {
    return new Refusal(
        409,
        "plan.limit_reached",
        "The plan of this organization allows " + most + " live profiles.",
        "plan_tier",
        "free 1 profile, starter 3, pro 10, enterprise any number");
  }
}
