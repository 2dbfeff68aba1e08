package io.palimpsest.reembed.search;

import io.palimpsest.access.ProblemException;
import io.palimpsest.tenancy.OrganizationId;
import io.palimpsest.tenancy.Principal;
import io.palimpsest.tenancy.TenantIsolationException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which of the token's organizations is meant. The header chooses among them, and adds none. */
final class NamedOrganization {
  /** Header that names one of several organizations. */
  static final String HEADER = "X-Organization";

  private NamedOrganization() {}

  static OrganizationId of(Principal principal, @Nullable String header) {
    Set<OrganizationId> own = principal.organizations();
    if (header != null) {
      return named(own, new OrganizationId(header));
    }
    if (own.size() > 1) {
      throw new ProblemException(
          400,
          "organization.ambiguous",
          "the token speaks for several organizations",
          HEADER,
          "names one of the token's organizations");
    }
    return own.stream().findFirst().orElseThrow(TenantIsolationException::new);
  }

  private static OrganizationId named(Set<OrganizationId> own, OrganizationId named) {
    if (!own.contains(named)) {
      throw new TenantIsolationException();
    }
    return named;
  }
}
