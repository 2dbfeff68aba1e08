package io.palimpsest.cli.frame;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * An installation that somebody works with: where it is, and where the token comes from.
 *
 * @param address of its gateway
 * @param tokenFile file with a token
 * @param tokenEnv variable with a token
 * @param tokenCommand program that prints a token, and its arguments
 * @param form of what commands print
 */
public record Profile(
    @Nullable String address,
    @JsonProperty("token-file") @Nullable Path tokenFile,
    @JsonProperty("token-env") @Nullable String tokenEnv,
    @JsonProperty("token-command") @Nullable List<String> tokenCommand,
    @JsonProperty("output") @Nullable OutputFormat form) {
  static final Profile NONE = new Profile(null, null, null, null, null);

  /** The profile that a command was given, else the one of the environment, else an empty one. */
  public static Profile of(CommandSpec command) {
    return Optional.ofNullable(command.root().findOption(GlobalOptions.PROFILE))
        .map(OptionSpec::<String>getValue)
        .or(() -> Optional.ofNullable(System.getenv("PALIMPSEST_PROFILE")))
        .filter(name -> !name.isBlank())
        .map(name -> ProfileFile.ofUser().profile(name))
        .orElse(NONE);
  }

  /** Whence the token comes, in words; empty when the profile does not say. */
  public String tokenSource() {
    if (tokenCommand != null) {
      return "command " + tokenCommand.getFirst();
    }
    return tokenFile != null ? "file " + tokenFile : tokenEnv != null ? "variable " + tokenEnv : "";
  }

  Optional<OutputFormat> output() {
    return Optional.ofNullable(form);
  }

  /**
   * The token.
   *
   * @return empty when the profile names no source of it
   */
  public Optional<String> token() {
    if (tokenCommand != null) {
      return Optional.of(TokenSource.ofProgram(tokenCommand));
    }
    return tokenFile != null
        ? Optional.of(TokenSource.ofFile(tokenFile))
        : Optional.ofNullable(tokenEnv).map(TokenSource::ofVariable);
  }
}
