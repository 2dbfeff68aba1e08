package io.palimpsest.audit.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.audit.note.Note;
import io.palimpsest.audit.note.NoteSigner;
import io.palimpsest.audit.note.VerifierKey;
import io.palimpsest.audit.tree.Hash;
import io.palimpsest.audit.tree.Proofs;
import io.palimpsest.audit.tree.Verification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A log that Tessera wrote, written again by us: byte for byte the same. */
class TesseraLogTest {
  private static final List<String> ENTRIES =
      List.of(
          "one",
          "two",
          "three",
          "four",
          "five",
          "six",
          "seven",
          "eit",
          "nain",
          "ten",
          "ileven",
          "twelf",
          "threeten",
          "fourten",
          "fivten");

  private final Path published = Published.data("tessera-log");

  @Test
  void eachCheckpointTileAndBundleIsTheSame(@TempDir Path folder) throws Exception {
    List<String> keys = Files.readAllLines(published.resolve("keys.txt"));
    NoteSigner signer = NoteSigner.parse(keys.getFirst(), InstantSource.system());
    Directory directory = new Directory(folder);
    TiledLog log = TiledLog.empty(directory);
    publish(log, signer, directory);
    for (String entry : ENTRIES) {
      log.append(entry.getBytes(StandardCharsets.UTF_8));
      log.flush();
      publish(log, signer, directory);
    }

    Map<String, byte[]> ours = files(folder);
    Map<String, byte[]> theirs = files(published);
    theirs.remove("keys.txt");

    assertThat(ours.keySet()).isEqualTo(theirs.keySet()).hasSize(47);
    ours.forEach((path, bytes) -> assertThat(bytes).as(path).isEqualTo(theirs.get(path)));
  }

  @Test
  void eachCheckpointIsVerifiedAndConsistentWithEachEarlierOne() throws Exception {
    VerifierKey key =
        VerifierKey.parse(Files.readAllLines(published.resolve("keys.txt")).getLast());
    for (int newer = 0; newer <= ENTRIES.size(); newer++) {
      Checkpoint head = checkpoint(newer, key);
      Tiles tiles = new Tiles(new Directory(published), newer);
      for (int older = 1; older <= newer; older++) {
        assertThat(
                Verification.isConsistent(
                    older,
                    checkpoint(older, key).root(),
                    newer,
                    head.root(),
                    Proofs.consistency(older, newer, tiles)))
            .isTrue();
      }
      for (int index = 0; index < newer; index++) {
        Hash leaf = Hash.leaf(ENTRIES.get(index).getBytes(StandardCharsets.UTF_8));
        List<Hash> path = Proofs.inclusion(index, newer, tiles);
        assertThat(Verification.includes(index, newer, leaf, path, head.root())).isTrue();
      }
    }
  }

  private Checkpoint checkpoint(int size, VerifierKey key) throws Exception {
    Note note = Note.parse(Files.readAllBytes(published.resolve("checkpoint." + size)));
    assertThat(note.verifiedBy(List.of(key))).containsExactly(key);
    Checkpoint checkpoint = Checkpoint.parse(note.text());
    assertThat(checkpoint.size()).isEqualTo(size);
    return checkpoint;
  }

  private static void publish(TiledLog log, NoteSigner signer, Directory directory)
      throws IOException {
    String text = Checkpoint.of(signer.name(), log.size(), log.root()).text();
    byte[] note = new Note(text, List.of(signer.sign(text))).bytes();
    directory.write("checkpoint." + log.size(), note);
    directory.write(Resources.CHECKPOINT, note);
  }

  private static Map<String, byte[]> files(Path folder) throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(folder)) {
      all.filter(Files::isRegularFile)
          .forEach(file -> files.put(folder.relativize(file).toString(), bytes(file)));
    }
    return files;
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
