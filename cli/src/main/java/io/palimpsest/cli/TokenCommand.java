package io.palimpsest.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.palimpsest.access.token.TokenKeys;
import io.palimpsest.access.token.Tokens;
import io.palimpsest.cli.frame.ExitCode;
import io.palimpsest.cli.frame.Output;
import io.palimpsest.tenancy.CreatorId;
import io.palimpsest.tenancy.OrganizationId;
import io.palimpsest.tenancy.Principal;
import io.palimpsest.tenancy.Role;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Signs a bearer token with a local key; real deployments take tokens from their OIDC provider. */
@Command(
    name = "token",
    mixinStandardHelpOptions = true,
    description = "Prints a bearer token for the local stack.")
final class TokenCommand implements Callable<ExitCode> {
  @Option(
      names = "--role",
      required = true,
      split = ",",
      description = "producer, reader, compliance, auditor, operator or service; may be repeated.")
  private List<String> roles = List.of();

  @Option(
      names = {"--creator", "--creator-id"},
      description = "Creator that the token speaks for.")
  private @Nullable String creator;

  @Option(
      names = {"--org", "--org-id", "--org_id"},
      split = ",",
      description = "Organization that the token speaks for; may be repeated.")
  private List<String> organizations = List.of();

  @Option(names = "--subject", description = "Name of the key in logs; default: ${DEFAULT-VALUE}.")
  private String subject = "local";

  @Option(
      names = "--valid",
      converter = DurationConverter.class,
      description = "How long it is valid, such as 1h; default: 12h.")
  private Duration valid = Duration.ofHours(12);

  @Option(names = "--key", description = "Private key in PEM; default: the local stack's.")
  private @Nullable Path key;

  @Spec private CommandSpec spec;

  @Override
  public ExitCode call() {
    String pem =
        Optional.ofNullable(key)
            .map(TextFile::read)
            .or(LocalState.find()::signingKey)
            .orElseThrow(
                () -> new UsageException("--key: not given, and no local stack was started"));
    Tokens tokens = new Tokens(TokenKeys.privateKey(pem));
    String token = tokens.mint(principal(), Instant.now(), valid);
    Output.of(spec).fact(token, JsonNodeFactory.instance.objectNode().put("token", token));
    return ExitCode.DONE;
  }

  private Principal principal() {
    return new Principal(
        subject,
        roles.stream().map(TokenCommand::role).collect(Collectors.toSet()),
        Optional.ofNullable(creator).map(CreatorId::new),
        organizations.stream().map(OrganizationId::new).collect(Collectors.toSet()));
  }

  private static Role role(String name) {
    return Role.ofClaim(name)
        .orElseThrow(
            () ->
                new UsageException(
                    "--role: one of producer, reader, compliance, auditor, operator, service"));
  }
}
