package io.palimpsest.ingest.testing;

import io.palimpsest.access.token.TokenKeys;
import io.palimpsest.access.token.Tokens;
import io.palimpsest.tenancy.CreatorId;
import io.palimpsest.tenancy.OrganizationId;
import io.palimpsest.tenancy.Principal;
import io.palimpsest.tenancy.Role;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** Bearer tokens for tests. */
public final class Bearer {
  private Bearer() {}

  /** An operator. */
  public static String operator() {
    return of(new Principal("ops", Set.of(Role.OPERATOR), Optional.empty(), Set.of()));
  }

  /** Somebody of compliance. */
  public static String compliance() {
    return of(new Principal("compliance-1", Set.of(Role.COMPLIANCE), Optional.empty(), Set.of()));
  }

  /** A service. */
  public static String service() {
    return of(new Principal("svc", Set.of(Role.SERVICE), Optional.empty(), Set.of()));
  }

  /** A producer of one creator. */
  public static String creator(String creator) {
    return of(
        new Principal(
            "key-" + creator,
            Set.of(Role.PRODUCER, Role.READER),
            Optional.of(new CreatorId(creator)),
            Set.of()));
  }

  /** A producer of one organization. */
  public static String organization(String organization) {
    return of(
        new Principal(
            "key-" + organization,
            Set.of(Role.PRODUCER, Role.READER),
            Optional.empty(),
            Set.of(new OrganizationId(organization))));
  }

  /** A token for anybody, valid from now. */
  public static String of(Principal principal) {
    return at(principal, Instant.now().minusSeconds(1), Duration.ofHours(1));
  }

  /** A token for anybody and any time. */
  public static String at(Principal principal, Instant from, Duration lifetime) {
    try {
      String pem = Files.readString(RealParts.stack().secrets().privateKeyFile());
      return new Tokens(TokenKeys.privateKey(pem)).mint(principal, from, lifetime);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
