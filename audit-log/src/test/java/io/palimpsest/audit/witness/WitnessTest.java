package io.palimpsest.audit.witness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palimpsest.audit.log.AddCheckpoint;
import io.palimpsest.audit.log.Checkpoint;
import io.palimpsest.audit.log.Directory;
import io.palimpsest.audit.log.Policy;
import io.palimpsest.audit.log.TiledLog;
import io.palimpsest.audit.log.Tiles;
import io.palimpsest.audit.note.Note;
import io.palimpsest.audit.note.NoteSignature;
import io.palimpsest.audit.note.NoteSigner;
import io.palimpsest.audit.note.SignatureType;
import io.palimpsest.audit.tree.Hash;
import io.palimpsest.audit.tree.Proofs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A witness cosigns one history, whatever it is asked and whenever it dies. */
class WitnessTest {
  private static final String ORIGIN = "log.example";
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private final NoteSigner.Generated logKey = key(ORIGIN, SignatureType.ED25519);
  private final NoteSigner.Generated witnessKey = key("w.example", SignatureType.COSIGNATURE);
  private final List<String> alarms = new ArrayList<>();
  @TempDir private Path folder;
  private WitnessState state;
  private Witness witness;

  /** A history: its entries begin alike and go on with its name. */
  private record History(Directory place, TiledLog log) {}

  @BeforeEach
  void open() throws Exception {
    state = WitnessState.open(folder.resolve("state.json"));
    Policy logs =
        Policy.parse(("log " + logKey + "\nquorum none\n").getBytes(StandardCharsets.UTF_8));
    witness =
        new Witness(
            NoteSigner.parse(witnessKey.skey(), InstantSource.fixed(NOON)),
            logs,
            state,
            alarms::add);
  }

  @AfterEach
  void close() throws IOException {
    state.close();
  }

  @Test
  void aLogThatGrowsIsCosignedAndTheCosignatureIsItsOwn() throws Exception {
    History history = history("a");
    long old = 0;
    for (int size : new int[] {1, 5, 5, 300, 613}) {
      grow(history, "a", size);
      Note note = signed(history);
      Answer answer = ask(history, old, note);
      assertThat(answer).isInstanceOf(Answer.Cosigned.class);
      NoteSignature line = NoteSignature.parse(((Answer.Cosigned) answer).line());
      assertThat(note.with(line).verifiedBy(List.of(witnessKey.vkey()))).hasSize(1);
      old = size;
    }
    assertThat(witness.newest(ORIGIN).orElseThrow().verifiedBy(List.of(logKey.vkey()))).hasSize(1);
    assertThat(alarms).isEmpty();
  }

  @Test
  void aForkOfTheLogIsRefusedAndSaidAloud() throws Exception {
    History history = history("a");
    grow(history, "a", 20);
    ask(history, 0, signed(history));
    History fork = history("b");
    grow(fork, "b", 20);
    assertThat(ask(fork, 20, signed(fork)))
        .isInstanceOfSatisfying(
            Answer.Refused.class, refused -> assertThat(refused.status()).isEqualTo(422));
    grow(fork, "b", 30);
    assertThat(ask(fork, 20, signed(fork)))
        .isInstanceOfSatisfying(
            Answer.Refused.class, refused -> assertThat(refused.status()).isEqualTo(422));
    assertThat(alarms).hasSize(2).allMatch(alarm -> alarm.startsWith("SPLIT VIEW"));
    grow(history, "a", 31);
    assertThat(ask(history, 20, signed(history))).isInstanceOf(Answer.Cosigned.class);
  }

  @Test
  void anOldSizeThatIsNotItsOwnIsAnsweredWithItsOwn() throws Exception {
    History history = history("a");
    grow(history, "a", 20);
    assertThat(ask(history, 5, signed(history))).isEqualTo(new Answer.Conflict(0));
    ask(history, 0, signed(history));
    grow(history, "a", 40);
    assertThat(ask(history, 0, signed(history))).isEqualTo(new Answer.Conflict(20));
  }

  @Test
  void whatIsMalformedUnsignedOrOfAnUnknownLogIsRefused() throws Exception {
    History history = history("a");
    grow(history, "a", 20);
    Note note = signed(history);
    assertStatus(400, "old 01\n\n".getBytes(StandardCharsets.UTF_8));
    assertStatus(400, new AddCheckpoint(21, List.of(), note).bytes());
    assertStatus(422, new AddCheckpoint(0, List.of(Hash.OF_EMPTY_TREE), note).bytes());
    String empty = Checkpoint.of(ORIGIN, 0, Hash.leaf(new byte[] {1})).text();
    Note nothing = new Note(empty, List.of(signer(logKey).sign(empty)));
    assertStatus(422, new AddCheckpoint(0, List.of(), nothing).bytes());
    NoteSignature other = signer(key(ORIGIN, SignatureType.ED25519)).sign(note.text());
    assertStatus(
        403, new AddCheckpoint(0, List.of(), new Note(note.text(), List.of(other))).bytes());
    byte[] forged = note.signatures().getFirst().bytes();
    forged[9] ^= 1;
    NoteSignature wrong = new NoteSignature(ORIGIN, note.signatures().getFirst().keyId(), forged);
    assertStatus(
        403, new AddCheckpoint(0, List.of(), new Note(note.text(), List.of(wrong))).bytes());
    String elsewhere = note.text().replace(ORIGIN, "other.example");
    assertStatus(
        404, new AddCheckpoint(0, List.of(), new Note(elsewhere, note.signatures())).bytes());
    assertThat(witness.newest(ORIGIN)).isEmpty();
  }

  @Test
  void aWitnessThatComesBackKnowsWhatItCosigned() throws Exception {
    History history = history("a");
    grow(history, "a", 20);
    ask(history, 0, signed(history));
    state.close();
    open();
    History fork = history("b");
    grow(fork, "b", 25);
    assertThat(ask(fork, 0, signed(fork))).isEqualTo(new Answer.Conflict(20));
    assertThat(ask(fork, 20, signed(fork))).isInstanceOf(Answer.Refused.class);
  }

  @Test
  void whatCannotBeKeptIsNotCosigned() throws Exception {
    History history = history("a");
    grow(history, "a", 20);
    Path file = folder.resolve("state.json");
    Files.createDirectories(file.resolve("in-the-way"));
    assertThatThrownBy(() -> ask(history, 0, signed(history))).isInstanceOf(IOException.class);
    assertThat(witness.newest(ORIGIN)).isEmpty();
  }

  @Test
  void aStateIsOpenOnceAndADamagedOneIsNotAnEmptyOne() throws Exception {
    Path file = folder.resolve("state.json");
    assertThatThrownBy(() -> WitnessState.open(file)).hasMessageContaining("a witness that runs");
    state.close();
    Files.writeString(file, "{\"log.exam");
    assertThatThrownBy(() -> WitnessState.open(file)).hasMessageContaining("is damaged");
    Files.delete(file);
    state = WitnessState.open(file);
  }

  private void assertStatus(int status, byte[] body) throws Exception {
    assertThat(witness.add(body))
        .isInstanceOfSatisfying(
            Answer.Refused.class, refused -> assertThat(refused.status()).isEqualTo(status));
  }

  private Answer ask(History history, long old, Note note) throws Exception {
    long size = Checkpoint.parse(note.text()).size();
    List<Hash> path =
        old > size ? List.of() : Proofs.consistency(old, size, new Tiles(history.place(), size));
    return witness.add(new AddCheckpoint(old, path, note).bytes());
  }

  private History history(String name) {
    Directory place = new Directory(folder.resolve(name));
    return new History(place, TiledLog.empty(place));
  }

  /** The first ten entries are those of every history. */
  private static void grow(History history, String name, int size) throws IOException {
    for (long index = history.log().size(); index < size; index++) {
      String entry = (index < 10 ? "" : name) + index;
      history.log().append(entry.getBytes(StandardCharsets.UTF_8));
    }
    history.log().flush();
  }

  private Note signed(History history) throws Exception {
    String text = Checkpoint.of(ORIGIN, history.log().size(), history.log().root()).text();
    return new Note(text, List.of(signer(logKey).sign(text)));
  }

  private static NoteSigner signer(NoteSigner.Generated key) throws Exception {
    return NoteSigner.parse(key.skey(), InstantSource.fixed(NOON));
  }

  private static NoteSigner.Generated key(String name, SignatureType type) {
    return NoteSigner.generate(name, type, new SecureRandom());
  }
}
