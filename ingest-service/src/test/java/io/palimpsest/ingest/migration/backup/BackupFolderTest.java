package io.palimpsest.ingest.migration.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palimpsest.ingest.migration.testing.LegacySet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class BackupFolderTest {
  private static final Instant NOW = Instant.parse("2026-11-29T02:00:00Z");
  @TempDir private Path root;

  static List<Hostile.Case> hostile() {
    List<Hostile.Case> cases = Hostile.cases();
    assertThat(cases).hasSizeGreaterThanOrEqualTo(60);
    return cases;
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void whatIsTurnedIsRefusedWithAReason(Hostile.Case hostile) throws Exception {
    Path folder = root.resolve("turned");
    Hostile.sound(folder);
    hostile.turn().on(folder);
    assertThatThrownBy(() -> new BackupFolder(folder).verified())
        .isInstanceOf(RefusedBackupException.class)
        .hasMessageContaining(hostile.reason());
  }

  @Test
  void whatIsNotTurnedIsFoundSound() throws Exception {
    Hostile.sound(root.resolve("sound"));
    assertThat(new BackupFolder(root.resolve("sound")).verified().files()).hasSize(2);
  }

  @Test
  void aBackupThatSomebodyElseWroteIsFoundSoundAsItIs() throws IOException {
    Manifest manifest = new BackupFolder(LegacySet.folder()).verified();
    assertThat(manifest.files().get("vectors_proposals.jsonl").records()).isEqualTo(612);
    assertThat(manifest.files().get("training_data.json").records()).isEqualTo(101);
  }

  @Test
  void filesCountFromTheManifestOnAndASecondBackupAddsToIt() throws IOException {
    BackupFolder folder = new Backups(root).make(new BackupName("one"));
    Manifest.Entry rows = folder.write("a.json", text("[{\"_id\":\"a\"}]", 1));
    assertThat(folder.manifest()).isEmpty();
    assertThat(Files.exists(root.resolve("one/a.json"))).isFalse();
    folder.commit(only("a.json", rows), List.of("b.json: not asked for"), NOW, NOW.plusSeconds(9));

    Manifest.Entry more = folder.write("b.json", text("[]", 0));
    folder.commit(only("b.json", more), List.of(), NOW, NOW.plusSeconds(9));

    Manifest whole = folder.verified();
    assertThat(whole.files()).containsOnlyKeys("a.json", "b.json");
    assertThat(whole.notSaved()).isEmpty();
    assertThat(whole.expiresAt()).contains(NOW.plusSeconds(9));
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(root.resolve("one/a.json"))))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(root.resolve("one"))))
        .isEqualTo("rwx------");
  }

  @Test
  void whatACrashLeftOfAFileIsWrittenAnew() throws IOException {
    BackupFolder folder = new Backups(root).make(new BackupName("one"));
    Files.writeString(root.resolve("one/a.json.tmp"), "[{\"_id\":");
    Manifest.Entry rows = folder.write("a.json", text("[]", 0));
    folder.commit(only("a.json", rows), List.of(), NOW, NOW);
    assertThat(folder.verified().files()).containsOnlyKeys("a.json");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", ".", "..", "../x", "/x", "a/b", "a\\b", "a b", "-a", "a.b", "a\u0000", "ä"})
  void aNameIsNeverAPath(String name) {
    assertThatThrownBy(() -> new BackupName(name)).isInstanceOf(RefusedBackupException.class);
  }

  @Test
  void aLinkBelowTheRootIsNoBackup() throws IOException {
    Path outside = Files.createDirectories(root.resolve("outside"));
    Path inner = Files.createDirectories(root.resolve("inner"));
    Files.createSymbolicLink(inner.resolve("one"), outside);
    Backups backups = new Backups(inner);
    assertThat(backups.find(new BackupName("one"))).isEmpty();
    assertThat(backups.list()).isEmpty();
    assertThatThrownBy(() -> backups.make(new BackupName("one")))
        .isInstanceOf(RefusedBackupException.class);
  }

  @Test
  void destroyedIsGone() throws IOException {
    Backups backups = new Backups(root);
    BackupFolder folder = backups.make(new BackupName("one"));
    folder.commit(only("a.json", folder.write("a.json", text("[]", 0))), List.of(), NOW, NOW);
    assertThat(backups.destroy(new BackupName("one"))).isTrue();
    assertThat(backups.list()).isEmpty();
    assertThat(backups.destroy(new BackupName("one"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "proposals",
        "../../etc",
        "a/b",
        "ünïcode",
        "%2e",
        "a~b",
        "creator_x_twin_y",
        " ",
        "."
      })
  void anyNamespaceHasAFileNameThatIsNoPathAndCanBeReadBack(String namespace) {
    for (String index : List.of(FileNames.DEFAULT_INDEX, "other", "../x~")) {
      String file = FileNames.ofNamespace(index, namespace);
      assertThat(file)
          .doesNotContain("/")
          .doesNotContain("..")
          .matches("vectors_[A-Za-z0-9_%~-]+\\.jsonl");
      assertThat(FileNames.place(file)).contains(new FileNames.Place(index, namespace));
    }
  }

  @Test
  void theNamespaceWithoutANameHasAFileToo() {
    assertThat(FileNames.place(FileNames.ofNamespace("legacy", "")))
        .contains(new FileNames.Place("legacy", ""));
  }

  private static BackupFolder.Content text(String text, long records) {
    return bytes -> {
      bytes.write(text.getBytes(StandardCharsets.UTF_8));
      return BackupFolder.Written.documents(records);
    };
  }

  private static SortedMap<String, Manifest.Entry> only(String name, Manifest.Entry entry) {
    return new TreeMap<>(Map.of(name, entry));
  }
}
