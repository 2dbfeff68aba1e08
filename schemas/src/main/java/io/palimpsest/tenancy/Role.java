package io.palimpsest.tenancy;

import java.util.Locale;
import java.util.Optional;

/** What a principal may do. Names in tokens are the lower-case names of the constants. */
public enum Role {
  /** Submits items and sources. */
  PRODUCER,
  /** Searches and reads. */
  READER,
  /** Drives erasure requests. */
  COMPLIANCE,
  /** Reads the audit log and erasure requests. */
  AUDITOR,
  /** Runs the product: registry, routes, jobs, repair. */
  OPERATOR,
  /** A service of this product towards another. */
  SERVICE;

  /** Name of the role as tokens carry it. */
  public String claim() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The role that a token names, or empty when there is none of that name. */
  public static Optional<Role> ofClaim(String claim) {
    for (Role role : values()) {
      if (role.claim().equals(claim)) {
        return Optional.of(role);
      }
    }
    return Optional.empty();
  }
}
