package io.palimpsest.cli;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whose items, below which profile, and a reader's own token to look through its eyes. */
final class ReaderOptions {
  @Option(
      names = {"--org-id", "--org_id"},
      paramLabel = "ID",
      defaultValue = "org_default",
      description = "The organization; default: ${DEFAULT-VALUE}.")
  private String organization;

  @Option(
      names = {"--profile-id", "--profile_id"},
      paramLabel = "ID",
      defaultValue = "prof_default",
      description = "The profile; default: ${DEFAULT-VALUE}.")
  private String profile;

  @Option(
      names = "--reader-token-file",
      description =
          "File with a token of the organization; default: PALIMPSEST_READER_TOKEN, else one is"
              + " signed for the local stack.")
  private @Nullable Path readerToken;

  void addTo(Map<String, Object> body, Connection connection) {
    addTo(body, connection, organization);
  }

  /** The same of another organization than the one that is given. */
  void addTo(Map<String, Object> body, Connection connection, String other) {
    body.put("org_id", other);
    body.put("profile_id", profile);
    connection.readerToken(readerToken, other).ifPresent(token -> body.put("reader_token", token));
  }
}
