package io.palimpsest.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.palimpsest.cli.frame.ExitCode;
import io.palimpsest.cli.frame.Output;
import io.palimpsest.cli.frame.Profile;
import io.palimpsest.cli.frame.ProfileFile;
import io.palimpsest.cli.frame.Rows;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The installations that this user works with. */
@Command(
    name = "profiles",
    mixinStandardHelpOptions = true,
    description = {
      "Lists the profiles of `--profile NAME`: where an installation is, and whence its token comes.",
      "They are tables in one file, ~/.config/palimpsest/profiles.toml (PALIMPSEST_PROFILES names",
      "another). A token itself never stands in it:",
      "",
      "  [production]",
      "  address = \"https://vectors.example\"",
      "  token-command = [\"oidc-token\", \"palimpsest\"]  # or token-file, or token-env",
      "  output = \"json\"                                # if you like",
      ""
    })
final class ProfilesCommand implements Callable<ExitCode> {
  @Spec private CommandSpec spec;

  @Override
  public ExitCode call() {
    ProfileFile file = ProfileFile.ofUser();
    try (Rows rows = Output.of(spec).rows("name", "address", "token")) {
      file.profiles().forEach((name, profile) -> rows.add(row(name, profile)));
      rows.end();
    }
    return ExitCode.DONE;
  }

  private static ObjectNode row(String name, Profile profile) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("name", name)
        .put("address", profile.address())
        .put("token", profile.tokenSource());
  }
}
