package io.palimpsest.cli;

import java.net.URI;
import java.util.Set;

/** Addresses as people type them. */
final class Address {
  private static final Set<String> SCHEMES = Set.of("http", "https");
  private static final String HERE = "(localhost|127\\.0\\.0\\.1|\\[::1])(:\\d+)?(/.*)?";

  private Address() {}

  /**
   * Reads one.
   *
   * @param name of what it was given as
   * @throws UsageException if it has no scheme and is not of this machine: a token is not sent in
   *     the clear by accident
   */
  static URI of(String name, String given) {
    String whole = given.matches(HERE) ? "http://" + given : given;
    try {
      URI address = URI.create(whole);
      if (address.getScheme() != null
          && SCHEMES.contains(address.getScheme())
          && address.getHost() != null) {
        return address;
      }
    } catch (IllegalArgumentException malformed) {
      throw wrong(name, given);
    }
    throw wrong(name, given);
  }

  private static UsageException wrong(String name, String given) {
    return new UsageException(
        "%s: '%s' is no address; write https://HOST[:PORT] (or http://)".formatted(name, given));
  }
}
