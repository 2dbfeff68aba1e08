package io.palimpsest.cli;

import io.palimpsest.access.token.TokenKeys;
import io.palimpsest.access.token.Tokens;
import io.palimpsest.cli.frame.Profile;
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
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

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

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  private final LocalState local = LocalState.find();

  /** The API, asked as whom the token names, or on a local stack as one who has the roles. */
  Api api(Role... roles) {
    return new Api(gateway(), token(me(Set.of(roles), new TenantOptions())));
  }

  /** The API, on a local stack as one who speaks for the tenant too. */
  Api apiOf(TenantOptions tenant, Role... roles) {
    return new Api(gateway(), token(me(Set.of(roles), tenant)));
  }

  /** The same by a token of theirs, where one is given. */
  Api apiOf(@Nullable Path file, TenantOptions tenant, Role... roles) {
    return file == null ? apiOf(tenant, roles) : new Api(gateway(), TextFile.read(file));
  }

  /** A token as one who has the role. */
  String bearer(Role role) {
    return token(me(Set.of(role), new TenantOptions()));
  }

  /** A reader's own token, not this caller's: given, or on a local stack signed. */
  Optional<String> readerToken(@Nullable Path file, String organization) {
    return Optional.ofNullable(file)
        .map(TextFile::read)
        .or(() -> environment("PALIMPSEST_READER_TOKEN"))
        .or(
            () ->
                local
                    .signingKey()
                    .map(
                        key ->
                            sign(
                                key,
                                new Principal(
                                    "reader@local",
                                    EnumSet.of(Role.READER),
                                    Optional.empty(),
                                    Set.of(new OrganizationId(organization))))));
  }

  /** Ingest itself: its internal endpoints are not behind the gateway. */
  URI ingest(@Nullable URI given) {
    return Optional.ofNullable(given)
        .or(() -> environment("PALIMPSEST_INGEST_URL").map(URI::create))
        .or(() -> local.address("ingest").map(URI::create))
        .orElseThrow(() -> new UnreachableException("--keys: not given, and no local stack is up"));
  }

  private URI gateway() {
    return Optional.ofNullable(address)
        .map(given -> Address.of("--address", given))
        .or(() -> Optional.ofNullable(Profile.of(command).address()).map(of("address of profile")))
        .or(() -> environment("PALIMPSEST_ADDRESS").map(of("PALIMPSEST_ADDRESS")))
        .or(() -> local.address("gateway").map(URI::create))
        .orElseThrow(
            () ->
                new UnreachableException(
                    "no address: start a stack (`palimpsest up`), or give --address or --profile"));
  }

  private static Function<String, URI> of(String name) {
    return given -> Address.of(name, given);
  }

  private String token(Principal me) {
    return Optional.ofNullable(tokenFile)
        .map(TextFile::read)
        .or(() -> Profile.of(command).token())
        .or(() -> environment("PALIMPSEST_TOKEN"))
        .or(() -> local.signingKey().map(key -> sign(key, me)))
        .orElseThrow(
            () ->
                new UsageException(
                    "no token: give --token-file, PALIMPSEST_TOKEN or --profile; only a local"
                        + " stack needs none"));
  }

  private static Principal me(Set<Role> roles, TenantOptions tenant) {
    return new Principal(
        System.getProperty("user.name") + "@local",
        EnumSet.copyOf(roles),
        tenant.creator(),
        tenant.organizations());
  }

  private static String sign(String pem, Principal me) {
    return new Tokens(TokenKeys.privateKey(pem)).mint(me, Clock.systemUTC().instant(), TOKEN_LIFE);
  }

  static Optional<String> environment(String name) {
    return Optional.ofNullable(System.getenv(name)).filter(value -> !value.isBlank());
  }
}
