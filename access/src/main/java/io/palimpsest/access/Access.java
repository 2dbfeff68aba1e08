package io.palimpsest.access;

import io.palimpsest.event.AccessAction;
import io.palimpsest.tenancy.CreatorId;
import io.palimpsest.tenancy.OrganizationId;
import io.palimpsest.tenancy.Principal;
import java.time.Duration;
import java.util.Optional;

/**
 * One reach for a tenant's data. There is no place for a query's text or for content.
 *
 * @param principal who
 * @param action what
 * @param tenant whose, as {@link #tenant} writes it; digested before it leaves the process
 * @param allowed false: refused
 * @param reason stated reason of an operator's bypass, or the code of the refusal
 * @param count records read or written
 * @param leaked matches that were dropped because they named another tenant
 * @param duration how long it took
 */
public record Access(
    Principal principal,
    AccessAction action,
    String tenant,
    boolean allowed,
    Optional<String> reason,
    int count,
    int leaked,
    Duration duration) {
  /** Allowed, and nothing leaked. */
  public static Access allowed(
      Principal principal, AccessAction action, String tenant, int count, Duration duration) {
    return new Access(principal, action, tenant, true, Optional.empty(), count, 0, duration);
  }

  /**
   * Refused.
   *
   * @param code code of the problem that was answered
   */
  public static Access refused(
      Principal principal, AccessAction action, String tenant, String code, Duration duration) {
    return new Access(principal, action, tenant, false, Optional.of(code), 0, 0, duration);
  }

  /** The same with matches that were dropped. */
  public Access withLeaked(int matches) {
    return new Access(principal, action, tenant, allowed, reason, count, matches, duration);
  }

  /** The same with the reason that an operator stated. */
  public Access because(String stated) {
    return new Access(
        principal, action, tenant, allowed, Optional.of(stated), count, leaked, duration);
  }

  /** A creator as the tenant of an access. */
  public static String tenant(CreatorId creator) {
    return "creator:" + creator.value();
  }

  /** An organization as the tenant of an access. */
  public static String tenant(OrganizationId organization) {
    return "organization:" + organization.value();
  }
}
