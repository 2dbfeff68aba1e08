package io.palimpsest.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MasterKeyTest {
  @TempDir private Path folder;

  @Test
  void whileItIsChangedBothUnwrapAndTheNewOneWraps() {
    MasterKey old = MasterKey.generate();
    byte[] before = old.wrap(DataKey.generate(), "c");
    MasterKey both = old.withNew();
    byte[] after = both.wrap(DataKey.generate(), "c");

    assertThat(both.ids()).hasSize(2).contains(old.current(), both.current());
    assertThat(both.current()).isNotEqualTo(old.current());
    both.unwrap(before, "c");
    both.unwrap(after, "c");
    assertThatThrownBy(() -> old.unwrap(after, "c")).isInstanceOf(BrokenSealException.class);

    MasterKey alone = both.withoutOld();
    assertThat(alone.ids()).containsExactly(both.current());
    alone.unwrap(after, "c");
    assertThatThrownBy(() -> alone.unwrap(before, "c")).isInstanceOf(BrokenSealException.class);
  }

  @Test
  void theFileIsItsOwnersAloneAndHoldsTheKey() throws IOException {
    Path file = folder.resolve("keys").resolve("master.json");
    MasterKey master = MasterKey.generate().withNew();
    byte[] wrapped = master.wrap(DataKey.generate(), "c");
    master.write(file);
    master.write(file);

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(file.getParent()).isDirectoryContaining(child -> child.equals(file));
    MasterKey read = MasterKey.read(file);
    assertThat(read.current()).isEqualTo(master.current());
    read.unwrap(wrapped, "c");
    assertThat(read.toString()).contains(read.current()).doesNotContain("keyData");
  }

  @Test
  void aFileThatHoldsNoKeyIsRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("master.json"), "{}");
    assertThatThrownBy(() -> MasterKey.read(file)).isInstanceOf(BrokenSealException.class);
  }
}
