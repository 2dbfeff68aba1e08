package io.palimpsest.ingest.registry;

import io.palimpsest.tenancy.Principal;
import io.palimpsest.tenancy.Role;
import java.util.Optional;

/**
 * Who asks for a tenant's data.
 *
 * @param principal who it is
 * @param reason why an operator reaches for a tenant that is not its own, if it says so
 */
public record Caller(Principal principal, Optional<String> reason) {
  /** A caller that acts for its own tenants only. */
  public static Caller of(Principal principal) {
    return new Caller(principal, Optional.empty());
  }

  /** Whether it may pass the guard: an operator with a stated reason. */
  boolean bypasses() {
    return principal.has(Role.OPERATOR) && reason.filter(text -> !text.isBlank()).isPresent();
  }

  /** Whether it keeps the registry itself. */
  boolean keepsRegistry() {
    return principal.has(Role.OPERATOR);
  }
}
