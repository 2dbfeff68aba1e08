package io.palimpsest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.access.token.TokenKeys;
import io.palimpsest.access.token.TokenVerifier;
import io.palimpsest.cli.frame.ExitCode;
import io.palimpsest.tenancy.CreatorId;
import io.palimpsest.tenancy.OrganizationId;
import io.palimpsest.tenancy.Principal;
import io.palimpsest.tenancy.Role;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class TokenCommandTest {
  private static final KeyPair KEYS = TokenKeys.generate();

  @TempDir Path folder;
  private Path key;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void writeKey() throws IOException {
    key = folder.resolve("key.pem");
    Files.writeString(key, Base64.getEncoder().encodeToString(KEYS.getPrivate().getEncoded()));
  }

  @Test
  void signsWhatTheOptionsSay() {
    int code = run("--role", "producer,reader", "--creator", "sainath.no.1", "--org", "org_acme");

    assertThat(code).isEqualTo(ExitCode.DONE.code());
    Principal principal =
        new TokenVerifier(KEYS.getPublic(), Optional.empty())
            .verify(out.toString().strip(), Instant.now());
    assertThat(principal.roles()).containsExactlyInAnyOrder(Role.PRODUCER, Role.READER);
    assertThat(principal.creator()).contains(new CreatorId("sainath.no.1"));
    assertThat(principal.organizations()).isEqualTo(Set.of(new OrganizationId("org_acme")));
  }

  @Test
  void namesTheRolesWhenOneIsUnknown() {
    assertThat(run("--role", "emperor")).isEqualTo(ExitCode.USAGE.code());
    assertThat(err.toString()).contains("--role", "producer", "auditor");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void quotesTheRuleThatAnIdBreaks() {
    assertThat(run("--role", "reader", "--creator", "Acme Inc")).isEqualTo(ExitCode.USAGE.code());
    assertThat(err.toString()).contains("creator_id", "lower-case");
  }

  @Test
  void refusesADurationThatIsNone() {
    assertThat(run("--role", "reader", "--valid", "soon")).isEqualTo(ExitCode.USAGE.code());
    assertThat(err.toString()).contains("a duration such as 30s");
  }

  private int run(String... options) {
    CommandLine line = Palimpsest.commandLine();
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    String[] args = new String[options.length + 3];
    args[0] = "token";
    args[1] = "--key";
    args[2] = key.toString();
    System.arraycopy(options, 0, args, 3, options.length);
    return line.execute(args);
  }
}
