package io.palimpsest.reembed.search;

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
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tokens of tests, signed with the stack's key. */
public final class Bearer {
  private Bearer() {}

  static String creator(String creator) {
    return token(Role.READER, Optional.of(creator));
  }

  static String organizations(String... organizations) {
    return token(Role.READER, Optional.empty(), organizations);
  }

  public static String token(Role role, Optional<String> creator, String... organizations) {
    Principal principal =
        new Principal(
            "test-key",
            Set.of(role),
            creator.map(CreatorId::new),
            Stream.of(organizations).map(OrganizationId::new).collect(Collectors.toSet()));
    return new Tokens(TokenKeys.privateKey(privateKey()))
        .mint(principal, Instant.now().minusSeconds(5), Duration.ofMinutes(30));
  }

  private static String privateKey() {
    try {
      return Files.readString(Stores.stack().secrets().privateKeyFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
