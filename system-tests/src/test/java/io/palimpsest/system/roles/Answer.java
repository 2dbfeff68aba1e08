package io.palimpsest.system.roles;

/**
 * What a door answered.
 *
 * @param status HTTP status
 * @param code code of the problem of a 403, empty otherwise
 */
record Answer(int status, String code) {
  /** Turned away for want of a token. */
  boolean isAnonymousRefused() {
    return status == 401;
  }

  /** Turned away because of the role, and not by what lies behind the door. */
  boolean isRoleRefused() {
    return status == 401 || (status == 403 && code.equals("role.missing"));
  }

  @Override
  public String toString() {
    return (status + " " + code).strip();
  }
}
