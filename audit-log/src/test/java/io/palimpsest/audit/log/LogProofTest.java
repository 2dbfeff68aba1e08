package io.palimpsest.audit.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palimpsest.audit.note.MalformedNoteException;
import io.palimpsest.audit.note.Note;
import io.palimpsest.audit.note.NoteSigner;
import io.palimpsest.audit.note.SignatureType;
import io.palimpsest.audit.tree.Frontier;
import io.palimpsest.audit.tree.Hash;
import io.palimpsest.audit.tree.Proofs;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogProofTest {
  private static final int SIZE = 1_000;
  private static final int INDEX = 617;
  private static final int LONGEST_CONFIRMATION = 1_800;

  private final NoteSigner.Generated logKey = key("log.example", SignatureType.ED25519);
  private final NoteSigner.Generated witnessKey = key("w.example", SignatureType.COSIGNATURE);
  private final byte[] entry = entry(INDEX);
  private byte[] file = {};
  private Policy policy = new Policy(List.of(), List.of(), new Policy.Quorum.None());

  @BeforeEach
  void proof() throws Exception {
    Memory memory = new Memory();
    TiledLog log = TiledLog.empty(memory);
    for (int index = 0; index < SIZE; index++) {
      log.append(entry(index));
    }
    log.flush();
    String text = Checkpoint.of("log.example", SIZE, log.root()).text();
    Note note = new Note(text, List.of(signer(logKey).sign(text), signer(witnessKey).sign(text)));
    List<Hash> path = Proofs.inclusion(INDEX, SIZE, new Tiles(memory, SIZE));
    file = LogProof.withEntry(entry, INDEX, path, note).bytes();
    policy =
        Policy.parse(
            ("log " + logKey + "\nwitness w " + witnessKey + "\nquorum w\n")
                .getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void aProofIsReadBackAndLeadsFromItsEntryToTheRoot() throws Exception {
    LogProof proof = LogProof.parse(file);
    assertThat(proof.bytes()).isEqualTo(file);
    assertThat(proof.extraBytes()).hasValueSatisfying(it -> assertThat(it).isEqualTo(entry));
    assertThat(proof.verified(entry, policy).size()).isEqualTo(SIZE);
    assertThatThrownBy(() -> proof.verified(entry(INDEX + 1), policy))
        .isInstanceOf(MalformedNoteException.class)
        .hasMessageContaining("index 617");
  }

  @Test
  void atAMillionEntriesWithAWitnessAFileKeepsItsBounds() throws Exception {
    int size = 1_000_000;
    byte[] largest = new byte[LONGEST_CONFIRMATION];
    Arrays.fill(largest, (byte) 'x');
    Memory memory = new Memory();
    TiledLog log = TiledLog.empty(memory);
    for (int index = 0; index < size; index++) {
      log.append(
          index == INDEX ? largest : Integer.toString(index).getBytes(StandardCharsets.UTF_8));
    }
    log.flush();
    String text = Checkpoint.of("log.example", size, log.root()).text();
    Note note = new Note(text, List.of(signer(logKey).sign(text), signer(witnessKey).sign(text)));
    List<Hash> path = Proofs.inclusion(INDEX, size, new Tiles(memory, size));
    byte[] whole = LogProof.withEntry(largest, INDEX, path, note).bytes();

    assertThat(LogProof.parse(whole).verified(largest, policy).size()).isEqualTo(size);
    int entry = Base64.getEncoder().encode(largest).length;
    assertThat(whole.length - entry).isLessThanOrEqualTo(2_048);
    assertThat(whole.length).isLessThanOrEqualTo(4_096);
    System.out.printf(
        "certificate at %,d entries with a witness: %d bytes, %d without its entry%n",
        size, whole.length, whole.length - entry);
  }

  @Test
  void ofTenThousandFilesWithAFlippedBitNoneIsAccepted() {
    Random random = new Random(20_261_128);
    int accepted = 0;
    for (int at = 0; at < 10_000; at++) {
      byte[] flipped = file.clone();
      int bit = random.nextInt(file.length * 8);
      flipped[bit / 8] ^= (byte) (1 << (bit % 8));
      accepted += isAccepted(flipped) ? 1 : 0;
    }
    assertThat(isAccepted(file)).isTrue();
    assertThat(accepted).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "c2sp.org/tlog-proof@v2\nindex 0\n\n",
        "c2sp.org/tlog-proof@v1\n\n",
        "c2sp.org/tlog-proof@v1\nindex 00\n\n",
        "c2sp.org/tlog-proof@v1\nindex -1\n\n",
        "c2sp.org/tlog-proof@v1\nindex 9223372036854775808\n\n",
        "c2sp.org/tlog-proof@v1\nextra %%\nindex 0\n\n",
        "c2sp.org/tlog-proof@v1\nindex 0\nAAAA\n\n",
        "c2sp.org/tlog-proof@v1\nindex 0\n\ntext\n",
      })
  void whatIsNoProofIsRefused(String text) {
    assertThatThrownBy(() -> LogProof.parse(text.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(MalformedNoteException.class);
  }

  @Test
  void aRequestToAWitnessIsReadBack() throws Exception {
    Note checkpoint = LogProof.parse(file).checkpoint();
    Frontier frontier = new Frontier();
    frontier.append(Hash.leaf(entry));
    AddCheckpoint call = new AddCheckpoint(42, List.of(frontier.root()), checkpoint);
    assertThat(AddCheckpoint.parse(call.bytes())).isEqualTo(call);
    AddCheckpoint first = new AddCheckpoint(0, List.of(), checkpoint);
    assertThat(AddCheckpoint.parse(first.bytes())).isEqualTo(first);
    assertThatThrownBy(() -> AddCheckpoint.parse("old 01\n\n".getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(MalformedNoteException.class);
  }

  /** The whole of what a certificate's reader does: the entry is the one in the file. */
  private boolean isAccepted(byte[] bytes) {
    try {
      LogProof proof = LogProof.parse(bytes);
      byte[] carried = proof.extraBytes().orElseThrow();
      proof.verified(carried, policy);
      return !Arrays.equals(bytes, file) || Arrays.equals(carried, entry);
    } catch (MalformedNoteException refused) {
      return false;
    }
  }

  private static byte[] entry(int index) {
    return ("entry " + index).getBytes(StandardCharsets.UTF_8);
  }

  private static NoteSigner signer(NoteSigner.Generated key) throws MalformedNoteException {
    return NoteSigner.parse(key.skey(), InstantSource.system());
  }

  private static NoteSigner.Generated key(String name, SignatureType type) {
    return NoteSigner.generate(name, type, new SecureRandom());
  }
}
