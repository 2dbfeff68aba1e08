package io.palimpsest.audit.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palimpsest.audit.note.MalformedNoteException;
import io.palimpsest.audit.note.Note;
import io.palimpsest.audit.note.NoteSigner;
import io.palimpsest.audit.note.SignatureType;
import io.palimpsest.audit.tree.Frontier;
import io.palimpsest.audit.tree.Hash;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Published histories: one for ever, whatever dies at whatever step. */
class SignedLogTest {
  private static final String ORIGIN = "log.example/a";

  private final NoteSigner signer = signer();
  private final LogKeys keys = new LogKeys(List.of(signer));
  private final Memory memory = new Memory();
  private final Said said = new Said();

  @Test
  void aDeathAtEachStepLeavesOneHistory() throws Exception {
    int steps = steps();
    assertThat(steps).isGreaterThan(25);
    for (int death = 0; death < steps; death++) {
      for (boolean done : new boolean[] {false, true}) {
        Memory files = new Memory();
        Said topic = new Said();
        Steps dying = new Steps(death, done);
        assertThatThrownBy(() -> grow(dying.files(files), dying.topic(topic)))
            .isInstanceOf(Died.class);
        assertThat(dying.taken).isEqualTo(death + 1);

        grow(files, topic);
        assertThat(topic.roots).containsEntry(600L, root(600));
        assertThat(Note.parse(files.files.get(Resources.CHECKPOINT))).isEqualTo(topic.last());
        assertThat(new Tiles(files, 600))
            .satisfies(tiles -> assertThat(Frontier.of(600, tiles).root()).isEqualTo(root(600)));
      }
    }
  }

  @Test
  void theOneThatWasTakenOverPublishesNothingElse() throws Exception {
    SignedLog first = open(memory, said.writer());
    append(first, 0, 10);
    first.publish();
    SignedLog second = open(memory, said.writer());
    append(second, 10, 20);
    second.publish();
    append(first, 10, 15);
    assertThatThrownBy(first::publish).isInstanceOf(IOException.class).hasMessage("fenced");
    assertThat(keys.signed(Note.parse(memory.files.get(Resources.CHECKPOINT))).size())
        .isEqualTo(20);
  }

  @Test
  void anotherLogOfTheSameLengthIsNotSigned() throws Exception {
    publish(300);
    memory.files.clear();
    SignedLog forked = open(memory, said);
    append(forked, 0, 299);
    assertThatThrownBy(() -> forked.append("another".getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(InconsistentLogException.class)
        .hasMessageContaining("first 300 entries");
    assertThat(memory.files).doesNotContainKey(Resources.CHECKPOINT);
  }

  @Test
  void aLongerLogThatDoesNotContinueWhatWasPublishedIsNotSigned() throws Exception {
    publish(300);
    memory.files.clear();
    SignedLog forked = open(memory, said);
    forked.append("another".getBytes(StandardCharsets.UTF_8));
    assertThatThrownBy(() -> append(forked, 1, 400)).isInstanceOf(InconsistentLogException.class);
  }

  @Test
  void aShorterLogIsNotSigned() throws Exception {
    publish(300);
    memory.files.clear();
    SignedLog shorter = open(memory, said);
    append(shorter, 0, 299);
    assertThat(shorter.isBehind()).isTrue();
    assertThat(shorter.publish()).isEmpty();
    append(shorter, 299, 300);
    assertThat(shorter.isBehind()).isFalse();
    assertThat(shorter.publish()).isPresent();
  }

  @Test
  void lostTilesAreWrittenAgainAndDamagedOnesAreSaidByTheirPath() throws Exception {
    publish(600);
    Map<String, byte[]> before = new HashMap<>(memory.files);
    memory.files.remove("tile/0/000");
    memory.files.remove("tile/1/000.p/2");
    SignedLog again = open(memory, said);
    assertThat(again.size()).isZero();
    append(again, 0, 600);
    again.publish();
    assertThat(memory.files.get("tile/0/000")).isEqualTo(before.get("tile/0/000"));

    memory.files.get("tile/0/001")[5] ^= 1;
    memory.files.remove(Resources.CHECKPOINT);
    SignedLog damaged = open(memory, said);
    assertThatThrownBy(() -> append(damaged, damaged.size(), 600))
        .isInstanceOf(InconsistentLogException.class)
        .hasMessageContaining("tile/0/001");
  }

  @Test
  void twoPublishedCheckpointsThatContradictEachOtherStopIt() throws Exception {
    publish(300);
    said.notes.add(keys.sign(Checkpoint.of(ORIGIN, 300, root(299))));
    assertThatThrownBy(() -> open(memory, said))
        .isInstanceOf(InconsistentLogException.class)
        .hasMessageContaining("size 300");
    said.notes.set(said.notes.size() - 1, keys.sign(Checkpoint.of(ORIGIN, 200, root(199))));
    assertThatThrownBy(() -> open(memory, said))
        .isInstanceOf(InconsistentLogException.class)
        .hasMessageContaining("size 200");
  }

  @Test
  void theyStopItWithoutTilesToCompareThemWith() throws Exception {
    publish(300);
    memory.files.keySet().removeIf(path -> path.startsWith("tile/"));
    said.notes.add(keys.sign(Checkpoint.of(ORIGIN, 300, root(299))));
    assertThatThrownBy(() -> open(memory, said))
        .isInstanceOf(InconsistentLogException.class)
        .hasMessageContaining("two published checkpoints of size 300");
  }

  @Test
  void aCheckpointOfAnotherKeyStopsIt() throws Exception {
    publish(3);
    LogKeys other = new LogKeys(List.of(signer()));
    assertThatThrownBy(() -> SignedLog.open(memory, said, other, Cosigners.NONE))
        .isInstanceOf(InconsistentLogException.class)
        .hasMessageContaining("not signed by a key");
  }

  @Test
  void aRotationOverlaps() throws Exception {
    publish(3);
    NoteSigner next = signer();
    LogKeys both = new LogKeys(List.of(next, signer));
    SignedLog log = SignedLog.open(memory, said, both, Cosigners.NONE);
    Note note = log.publish().orElseThrow();
    assertThat(note.verifiedBy(List.of(signer.verifier()))).hasSize(1);
    assertThat(note.verifiedBy(List.of(next.verifier()))).hasSize(1);
    LogKeys alone = new LogKeys(List.of(next));
    SignedLog after = SignedLog.open(memory, said, alone, Cosigners.NONE);
    append(after, 3, 4);
    assertThat(after.publish().orElseThrow().signatures()).hasSize(1);
  }

  @Test
  void partialTilesGoOnceTheFullOneIsPublished() throws Exception {
    SignedLog log = open(memory, said);
    append(log, 0, 200);
    log.publish();
    assertThat(memory.files).containsKey("tile/entries/000.p/200");
    append(log, 200, 300);
    assertThat(memory.files).containsKey("tile/entries/000.p/200");
    log.publish();
    assertThat(memory.files)
        .containsKeys("tile/entries/000", "tile/entries/001.p/44")
        .doesNotContainKeys("tile/entries/000.p/200", "tile/0/000.p/200");
  }

  private void publish(int size) throws IOException {
    SignedLog log = open(memory, said);
    append(log, 0, size);
    log.publish();
  }

  private SignedLog open(Resources.Writable files, Announcements topic) throws IOException {
    return SignedLog.open(files, topic, keys, Cosigners.NONE);
  }

  /** Grows from wherever it is to 600, with checkpoints at 3, 255, 256, 300 and 600. */
  private void grow(Resources.Writable files, Announcements topic) throws IOException {
    SignedLog log = open(files, topic);
    for (int size : new int[] {3, 255, 256, 300, 600}) {
      append(log, log.size(), size);
      log.publish();
    }
  }

  private int steps() throws IOException {
    Steps counting = new Steps(Integer.MAX_VALUE, false);
    grow(counting.files(new Memory()), counting.topic(new Said()));
    return counting.taken;
  }

  private static void append(SignedLog log, long from, long to) throws IOException {
    for (long index = from; index < to; index++) {
      log.append(entry(index));
    }
  }

  private static byte[] entry(long index) {
    return ("entry " + index).getBytes(StandardCharsets.UTF_8);
  }

  private static Hash root(long size) {
    Frontier frontier = new Frontier();
    for (long index = 0; index < size; index++) {
      frontier.append(Hash.leaf(entry(index)));
    }
    return frontier.root();
  }

  private static NoteSigner signer() {
    try {
      return NoteSigner.parse(
          NoteSigner.generate(ORIGIN, SignatureType.ED25519, new SecureRandom()).skey(),
          () -> Instant.EPOCH);
    } catch (MalformedNoteException impossible) {
      throw new AssertionError(impossible);
    }
  }

  private static final class Died extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** Dies at one step, before or after it is done. */
  private static final class Steps {
    private final int death;
    private final boolean done;
    private int taken;

    Steps(int death, boolean done) {
      this.death = death;
      this.done = done;
    }

    interface Effect {
      void happen() throws IOException;
    }

    void step(Effect effect) throws IOException {
      boolean dies = taken++ == death;
      if (dies && !done) {
        throw new Died();
      }
      effect.happen();
      if (dies) {
        throw new Died();
      }
    }

    Resources.Writable files(Memory memory) {
      return new Resources.Writable() {
        @Override
        public Optional<byte[]> read(String path) {
          return memory.read(path);
        }

        @Override
        public void write(String path, byte[] bytes) throws IOException {
          step(() -> memory.write(path, bytes));
        }

        @Override
        public void remove(String folder) throws IOException {
          step(() -> memory.remove(folder));
        }
      };
    }

    Announcements topic(Said topic) {
      return new Announcements() {
        @Override
        public Optional<Note> newest() {
          return topic.newest();
        }

        @Override
        public void announce(Note checkpoint) throws IOException {
          step(() -> topic.announce(checkpoint));
        }
      };
    }
  }

  /** A topic with one writer; refuses a second root for a size, which must not happen. */
  private final class Said implements Announcements {
    final List<Note> notes = new ArrayList<>();
    final Map<Long, Hash> roots = new HashMap<>();
    private int writer;

    /** As one writer sees it, until the next one comes. */
    Announcements writer() {
      int me = ++writer;
      return new Announcements() {
        @Override
        public Optional<Note> newest() {
          return Said.this.newest();
        }

        @Override
        public void announce(Note checkpoint) throws IOException {
          if (me != writer) {
            throw new IOException("fenced");
          }
          Said.this.announce(checkpoint);
        }
      };
    }

    @Override
    public Optional<Note> newest() {
      return notes.isEmpty() ? Optional.empty() : Optional.of(notes.getLast());
    }

    @Override
    public void announce(Note checkpoint) throws IOException {
      Checkpoint read = read(checkpoint);
      Hash other = roots.putIfAbsent(read.size(), read.root());
      assertThat(read.root()).isEqualTo(root(read.size()));
      assertThat(other).isIn(null, read.root());
      notes.add(checkpoint);
    }

    private static Checkpoint read(Note checkpoint) throws IOException {
      try {
        return Checkpoint.parse(checkpoint.text());
      } catch (MalformedNoteException wrong) {
        throw new IOException(wrong);
      }
    }

    Note last() {
      return notes.getLast();
    }
  }
}
