package io.palimpsest.reembed.repair;

import io.palimpsest.jobs.InvalidJobException;
import io.palimpsest.reembed.change.NamedTenant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Parameters of jobs over tenants: which one, and a flag. */
final class Parameters {
  private static final String TENANT = "tenant";

  private Parameters() {}

  /**
   * Checks them, and puts the tenant's uid in the place of its name.
   *
   * @param flag name of the one flag that there is, {@code true} or {@code false}
   */
  public static Map<String, String> of(
      Map<String, String> given, NamedTenant tenants, String flag) {
    Map<String, String> parameters = new HashMap<>();
    given.forEach(
        (name, value) -> {
          if (name.equals(TENANT)) {
            parameters.put(TENANT, uid(value, tenants).toString());
          } else if (name.equals(flag)) {
            parameters.put(flag, checked(flag, value));
          } else {
            throw new InvalidJobException("parameters." + name, "is none of tenant, " + flag);
          }
        });
    return parameters;
  }

  /** The tenant that was named; empty for all. */
  public static Optional<UUID> tenant(Map<String, String> parameters) {
    return Optional.ofNullable(parameters.get(TENANT)).map(UUID::fromString);
  }

  /** Whether a flag is set. */
  public static boolean flag(Map<String, String> parameters, String flag) {
    return Boolean.parseBoolean(parameters.get(flag));
  }

  private static UUID uid(String name, NamedTenant tenants) {
    return tenants
        .uid(name)
        .orElseThrow(
            () ->
                new InvalidJobException(
                    "parameters.tenant", "is creator:ID or organization:ID of a live tenant"));
  }

  private static String checked(String flag, String value) {
    if (!value.equals("true") && !value.equals("false")) {
      throw new InvalidJobException("parameters." + flag, "is true or false");
    }
    return value;
  }
}
