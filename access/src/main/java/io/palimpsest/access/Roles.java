package io.palimpsest.access;

/**
 * Names of the roles for annotations; each is the claim of a {@link io.palimpsest.tenancy.Role}.
 */
public final class Roles {
  /** Submits items and sources. */
  public static final String PRODUCER = "producer";

  /** Searches and reads. */
  public static final String READER = "reader";

  /** Drives erasure requests. */
  public static final String COMPLIANCE = "compliance";

  /** Reads the audit log and erasure requests. */
  public static final String AUDITOR = "auditor";

  /** Runs the product. */
  public static final String OPERATOR = "operator";

  /** A service of this product towards another. */
  public static final String SERVICE = "service";

  private Roles() {}
}
