package io.palimpsest.erasure.door;

import io.palimpsest.access.ProblemException;
import io.palimpsest.erasure.model.ErasureRequest;
import io.palimpsest.erasure.model.Standing;
import io.palimpsest.tenancy.Principal;
import io.palimpsest.tenancy.Role;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who may ask for what, and who may see it. A token that names tenants reaches these only; one of
 * the compliance, auditor or operator role that names none reaches all. Whoever has no right gets
 * the answer of an unknown tenant.
 */
@ApplicationScoped
class Rights {
  private final Digests digests;

  Rights(Digests digests) {
    this.digests = digests;
  }

  /**
   * In which right the principal asks for an erasure.
   *
   * @throws ProblemException 404 when it has none
   */
  Standing standing(Principal principal, Target target) {
    boolean own = owns(principal, target);
    if (principal.has(Role.COMPLIANCE) && (own || !isBound(principal))) {
      return Standing.COMPLIANCE;
    }
    if (own && principal.has(Role.PRODUCER)) {
      return Standing.ASKER;
    }
    throw ProblemException.unknownTenant();
  }

  /**
   * In which right the principal asks by the door that is for owners, where it names nobody else.
   */
  static Standing ownStanding(Principal principal) {
    return principal.has(Role.PRODUCER) ? Standing.OWNER : Standing.COMPLIANCE;
  }

  /** Whether the principal may see a request. */
  boolean sees(Principal principal, ErasureRequest request) {
    return seesAll(principal)
        || request.identity().requester().equals(requester(principal))
        || tenants(principal).anyMatch(request.identity().tenant()::equals);
  }

  /** Whether nothing bounds what the principal may see. */
  boolean seesAll(Principal principal) {
    return !isBound(principal)
        && (principal.has(Role.COMPLIANCE)
            || principal.has(Role.AUDITOR)
            || principal.has(Role.OPERATOR));
  }

  /**
   * Digests of the tenants whose requests the principal may list; empty for those who see all.
   *
   * @throws ProblemException 404 when there is none
   */
  Set<String> listed(Principal principal) {
    if (seesAll(principal)) {
      return Set.of();
    }
    if (!isBound(principal)) {
      throw ProblemException.unknownTenant();
    }
    return tenants(principal).collect(Collectors.toUnmodifiableSet());
  }

  /** Digest of a requester, as requests keep it. */
  String requester(Principal principal) {
    return digests.lasting("key:" + principal.keyId());
  }

  private Stream<String> tenants(Principal principal) {
    return Stream.concat(
            principal.creator().stream().map(creator -> "creator:" + creator.value()),
            principal.organizations().stream()
                .map(organization -> "organization:" + organization.value())
                .sorted())
        .map(digests::lasting);
  }

  private static boolean isBound(Principal principal) {
    return principal.creator().isPresent() || !principal.organizations().isEmpty();
  }

  private static boolean owns(Principal principal, Target target) {
    return target.isCreators()
        ? principal.creator().filter(target.creator()::equals).isPresent()
        : principal.organizations().contains(target.organization());
  }
}
