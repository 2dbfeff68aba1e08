package io.palimpsest.tenancy;

/**
 * A principal reached for a tenant that is not its own. At the door this is answered exactly like
 * an unknown tenant: 404. The message names neither tenant.
 */
public final class TenantIsolationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Says only that the check failed; who and what belongs into the access log. */
  public TenantIsolationException() {
    super("the namespace belongs to another tenant");
  }
}
