package io.palimpsest.audit.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palimpsest.audit.tree.Frontier;
import io.palimpsest.audit.tree.Hash;
import io.palimpsest.audit.tree.Proofs;
import io.palimpsest.audit.tree.Verification;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class TiledLogTest {
  private static final int SIZE = 70_000;

  private final Memory memory = new Memory();

  @Test
  void aLogOfSeventyThousandHasTheTilesThatTheFormatSays() throws Exception {
    TiledLog log = TiledLog.empty(memory);
    append(log, 0, SIZE);
    log.flush();

    assertThat(memory.paths("tile/0/")).isEqualTo(274);
    assertThat(memory.paths("tile/entries/")).isEqualTo(274);
    assertThat(memory.files).containsKeys("tile/0/272", "tile/0/273.p/112", "tile/1/000");
    assertThat(memory.files).containsKeys("tile/1/001.p/17", "tile/2/000.p/1");
    assertThat(memory.paths("tile/1/") + memory.paths("tile/2/")).isEqualTo(3);
    assertThat(memory.files).doesNotContainKey("tile/3/000.p/1");
  }

  @Test
  void theTreeIsProvenFromItsTilesAcrossTheirBorders() throws Exception {
    TiledLog log = TiledLog.empty(memory);
    append(log, 0, SIZE);
    log.flush();

    for (long index : List.of(0L, 255L, 256L, 65_535L, 65_536L, 69_887L, 69_999L)) {
      List<Hash> path = Proofs.inclusion(index, SIZE, new Tiles(memory, SIZE));
      assertThat(Verification.includes(index, SIZE, Hash.leaf(entry(index)), path, log.root()))
          .isTrue();
    }
    for (long older : List.of(1L, 255L, 256L, 257L, 65_536L, 65_537L, 69_999L, 70_000L)) {
      List<Hash> path = Proofs.consistency(older, SIZE, new Tiles(memory, SIZE));
      assertThat(Verification.isConsistent(older, root(older), SIZE, log.root(), path)).isTrue();
    }
  }

  @Test
  void whereverItIsTakenUpItGoesOnWithTheSameBytes() throws Exception {
    Memory whole = new Memory();
    TiledLog uninterrupted = TiledLog.empty(whole);
    append(uninterrupted, 0, 1_000);
    uninterrupted.flush();

    for (int stop : List.of(1, 255, 256, 257, 511, 512, 999)) {
      Memory taken = new Memory();
      TiledLog first = TiledLog.empty(taken);
      append(first, 0, stop);
      first.flush();
      TiledLog second = TiledLog.resume(taken, stop);
      assertThat(second.root()).isEqualTo(first.root());
      append(second, stop, 1_000);
      second.flush();
      assertThat(second.root()).isEqualTo(uninterrupted.root());
      whole.files.forEach((path, bytes) -> assertThat(taken.files.get(path)).isEqualTo(bytes));
    }
  }

  @Test
  void whatWasAppendedAndNotFlushedIsAppendedAgainWithTheSameBytes() throws Exception {
    TiledLog first = TiledLog.empty(memory);
    append(first, 0, 300);
    first.flush();
    append(first, 300, 600);
    TiledLog second = TiledLog.resume(memory, 300);
    append(second, 300, 600);
    second.flush();
    assertThat(second.root()).isEqualTo(root(600));
    assertThat(TiledLog.resume(memory, 600).root()).isEqualTo(root(600));
  }

  @Test
  void aMissingTileIsSaidByItsPath() throws Exception {
    TiledLog log = TiledLog.empty(memory);
    append(log, 0, 600);
    log.flush();
    memory.files.remove("tile/0/001");
    assertThatThrownBy(() -> Proofs.inclusion(300, 600, new Tiles(memory, 600)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("tile/0/001 is missing");
  }

  private static void append(TiledLog log, long from, long to) throws Exception {
    for (long index = from; index < to; index++) {
      log.append(entry(index));
    }
  }

  private static Hash root(long size) {
    Frontier frontier = new Frontier();
    for (long index = 0; index < size; index++) {
      frontier.append(Hash.leaf(entry(index)));
    }
    return frontier.root();
  }

  private static byte[] entry(long index) {
    return ("entry " + index).getBytes(StandardCharsets.UTF_8);
  }
}
