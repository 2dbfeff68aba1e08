package io.palimpsest.cli;

import io.palimpsest.access.token.TokenKeys;
import io.palimpsest.access.token.Tokens;
import io.palimpsest.tenancy.CreatorId;
import io.palimpsest.tenancy.OrganizationId;
import io.palimpsest.tenancy.Principal;
import io.palimpsest.tenancy.Role;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the services are and who asks. On a local stack both are found without options. */
final class Connection {
  private static final Duration TOKEN_LIFE = Duration.ofMinutes(15);

  @Option(
      names = "--address",
      description = "Address of the gateway; default: PALIMPSEST_ADDRESS, else the local stack.")
  private @Nullable String address;

  @Option(
      names = "--token-file",
      description =
          "File with the bearer token; default: PALIMPSEST_TOKEN, else one is signed for"
              + " the local stack.")
  private @Nullable Path tokenFile;

  private final LocalState local = LocalState.find();

  /** The API, asked as whom the token names, or on a local stack as one who has the roles. */
  Api api(Role... roles) {
    return new Api(gateway(), token(EnumSet.copyOf(Set.of(roles))));
  }

  /** A token as one who has the role. */
  String bearer(Role role) {
    return token(EnumSet.of(role));
  }

  /** Ingest itself: its internal endpoints are not behind the gateway. */
  URI ingest(@Nullable URI given) {
    return Optional.ofNullable(given)
        .or(() -> environment("PALIMPSEST_INGEST_URL").map(URI::create))
        .or(() -> local.address("ingest").map(URI::create))
        .orElseThrow(() -> new RefusedException("--keys: neither given nor is a local stack up"));
  }

  private URI gateway() {
    return Optional.ofNullable(address)
        .or(() -> environment("PALIMPSEST_ADDRESS"))
        .or(() -> local.address("gateway"))
        .map(URI::create)
        .orElseThrow(
            () ->
                new RefusedException(
                    "--address: neither given nor is a local stack up (palimpsest up)"));
  }

  private String token(Set<Role> roles) {
    return Optional.ofNullable(tokenFile)
        .map(TextFile::read)
        .or(() -> environment("PALIMPSEST_TOKEN"))
        .or(() -> local.signingKey().map(key -> sign(key, roles)))
        .orElseThrow(
            () -> new RefusedException("--token-file: neither given nor is there a local stack"));
  }

  private static String sign(String pem, Set<Role> roles) {
    Principal me =
        new Principal(
            System.getProperty("user.name") + "@local",
            roles,
            Optional.<CreatorId>empty(),
            Set.<OrganizationId>of());
    return new Tokens(TokenKeys.privateKey(pem)).mint(me, Clock.systemUTC().instant(), TOKEN_LIFE);
  }

  static Optional<String> environment(String name) {
    return Optional.ofNullable(System.getenv(name)).filter(value -> !value.isBlank());
  }
}
