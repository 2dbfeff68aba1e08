package io.palimpsest.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palimpsest.cli.frame.CommandException;
import io.palimpsest.cli.frame.Profile;
import io.palimpsest.cli.frame.ProfileFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProfilesTest {
  private static final Path PAGE =
      Path.of(System.getProperty("palimpsest.checkout"), "docs", "cli.md");

  @TempDir Path folder;

  @Test
  void theFileOfThePageIsRead() throws IOException {
    Matcher block = Pattern.compile("(?s)```toml\n(.*?)```").matcher(Files.readString(PAGE));
    assertThat(block.find()).isTrue();
    var profiles = new ProfileFile(file(block.group(1))).profiles();

    assertThat(profiles).containsOnlyKeys("production", "staging");
    Profile production = profiles.get("production");
    assertThat(production.address()).isEqualTo("https://vectors.example");
    assertThat(production.tokenSource()).isEqualTo("command oidc-token");
    assertThat(profiles.get("staging").tokenSource())
        .isEqualTo("file /run/secrets/palimpsest-token");
  }

  @Test
  void aTokenComesFromTheProgramThatIsNamed() throws IOException {
    Profile profile =
        new ProfileFile(file("[one]\ntoken-command = [\"echo\", \"a-token\"]\n"))
            .profiles()
            .get("one");
    assertThat(profile.token()).contains("a-token");
  }

  @Test
  void whatIsNoProfileIsNamedAndNotShown() throws IOException {
    Path file = file("[one]\naddress = \"https://a\"\ntoken = \"secret\"\n");
    assertThatThrownBy(() -> new ProfileFile(file).profiles())
        .isInstanceOf(CommandException.class)
        .hasMessageContaining("'one.token'")
        .hasMessageNotContaining("secret");
    Files.writeString(file, "[one]\naddress\n");
    assertThatThrownBy(() -> new ProfileFile(file).profiles()).hasMessageContaining("line 2");
  }

  @Test
  void withoutAFileThereIsNone() {
    assertThat(new ProfileFile(folder.resolve("none")).profiles()).isEmpty();
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("profiles.toml"), text);
  }
}
