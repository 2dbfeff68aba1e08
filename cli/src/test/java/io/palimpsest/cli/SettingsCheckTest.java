package io.palimpsest.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palimpsest.cli.Finding.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsCheckTest {
  private static final Map<String, String> WHOLE =
      Map.of(
          "PALIMPSEST_ACCESS_DIGEST_KEY", "a-secret-of-the-test",
          "PALIMPSEST_ERASURE_MASTER_KEY_FILE", "/run/keys/master-key.json",
          "PALIMPSEST_AUDIT_LOG_KEY_FILES", "/run/keys/audit-log.key",
          "PALIMPSEST_AUDIT_LOG_DIRECTORY", "/var/lib/palimpsest/log");

  @TempDir Path folder;

  @Test
  void aFileWithAllThatIsRequiredIsInOrder() throws IOException {
    Path file =
        file(
            """
            # of production
            export PALIMPSEST_ACCESS_DIGEST_KEY="a-secret-of-the-test"
            PALIMPSEST_ERASURE_MASTER_KEY_FILE = /run/keys/master-key.json
            PALIMPSEST_AUDIT_LOG_KEY_FILES='/run/keys/audit-log.key'

            PALIMPSEST_AUDIT_LOG_DIRECTORY=/var/lib/palimpsest/log
            PALIMPSEST_ISSUER=
            SOMEBODY_ELSES=1
            """);

    Map<String, String> variables = EnvironmentFile.read(file);

    assertThat(variables).containsAllEntriesOf(WHOLE).doesNotContainKey("PALIMPSEST_ISSUER");
    assertThat(verdicts(variables)).containsExactly(Verdict.OK);
  }

  @Test
  void whatIsMissingIsNamedAndNoValueIsPrinted() {
    List<Finding> findings =
        new SettingsCheck(Map.of("PALIMPSEST_ACCESS_DIGEST_KEY", "a-secret-of-the-test")).run();

    assertThat(findings)
        .extracting(Finding::detail)
        .anyMatch(detail -> detail.startsWith("PALIMPSEST_AUDIT_LOG_KEY_FILES is missing"))
        .noneMatch(detail -> detail.contains("a-secret-of-the-test"));
    assertThat(findings).extracting(Finding::verdict).containsOnly(Verdict.WRONG);
  }

  @Test
  void aNameThatIsNoSettingIsToldWithTheOneThatWasMeant() {
    Map<String, String> slip = new HashMap<>(WHOLE);
    slip.put("PALIMPSEST_REGISTRY_ULR", "http://registry");
    slip.put("PALIMPSEST_NOTHING_OF_THE_KIND", "1");

    assertThat(new SettingsCheck(slip).run())
        .extracting(Finding::detail)
        .containsExactlyInAnyOrder(
            "PALIMPSEST_REGISTRY_ULR is no setting; did you mean PALIMPSEST_REGISTRY_URL?",
            "PALIMPSEST_NOTHING_OF_THE_KIND is no setting; see docs/configuration.md");
  }

  @Test
  void aNameOfOnesOwnIsKnown() {
    Map<String, String> own = new HashMap<>(WHOLE);
    own.put("PALIMPSEST_ERASURE_PARTICIPANTS_CRM_ANSWER_TIME", "1m");

    assertThat(verdicts(own)).containsExactly(Verdict.OK);
  }

  @Test
  void aLineThatIsNoVariableIsToldByItsNumber() throws IOException {
    Path file = file("A=1\nnothing\n");

    assertThatThrownBy(() -> EnvironmentFile.read(file))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("line 2 is no NAME=value");
  }

  private static List<Verdict> verdicts(Map<String, String> variables) {
    return new SettingsCheck(variables).run().stream().map(Finding::verdict).toList();
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("production.env"), text);
  }
}
