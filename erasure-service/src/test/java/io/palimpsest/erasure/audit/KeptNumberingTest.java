package io.palimpsest.erasure.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palimpsest.audit.AuditSource;
import io.palimpsest.audit.EntryType;
import io.palimpsest.audit.Statement;
import io.palimpsest.audit.log.Checkpoint;
import io.palimpsest.audit.log.Directory;
import io.palimpsest.audit.log.InconsistentLogException;
import io.palimpsest.audit.log.LogKeys;
import io.palimpsest.audit.log.Resources;
import io.palimpsest.audit.log.TiledLog;
import io.palimpsest.audit.note.MalformedNoteException;
import io.palimpsest.audit.note.NoteSigner;
import io.palimpsest.audit.note.SignatureType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept of the numbering is believed only when nothing of it lies. */
class KeptNumberingTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final String ORIGIN = "log.example/audit";
  private static final int ENTRIES = 300;

  @TempDir Path folder;

  private final LogKeys keys = keys(ORIGIN);
  private final Numbering numbering = new Numbering();
  private Directory files;
  private KeptNumbering kept;

  @BeforeEach
  void publish() throws IOException {
    files = new Directory(folder);
    kept = new KeptNumbering(files, keys);
    publish(ENTRIES, 0);
    for (long seq = 0; seq < ENTRIES; seq++) {
      Statement statement = statement(seq, 0);
      numbering.append(statement, statement.bytes());
    }
  }

  @Test
  void withoutAnyNothingIsRead() throws IOException {
    assertThat(kept.read()).isEmpty();
  }

  @Test
  void whatIsKeptIsReadAsItWas() throws IOException {
    numbering.append(Statement.of(OwnStatements.SOURCE, 0, EntryType.HEARTBEAT, NOON), new byte[1]);
    numbering.forget(NOON);
    keep();

    KeptNumbering.Kept read = kept.read().orElseThrow();
    assertThat(read.said()).isEqualTo("said");
    assertThat(read.numbering().newest()).isEqualTo(numbering.newest());
    assertThat(read.numbering().tree().root()).isEqualTo(numbering.tree().root());
    assertThat(read.numbering().last()).isEqualTo(numbering.last());
    assertThat(read.numbering().forgotten()).isEqualTo(numbering.forgotten());
    assertThat(read.numbering().next()).isEqualTo(ENTRIES + 1);
  }

  @Test
  void everyFlippedBitIsRefused() throws IOException {
    keep();
    byte[] bytes = files.read(KeptNumbering.PATH).orElseThrow();
    int refused = 0;
    for (int bit = 0; bit < bytes.length * 8; bit++) {
      byte[] flipped = bytes.clone();
      flipped[bit / 8] ^= (byte) (1 << (bit % 8));
      files.write(KeptNumbering.PATH, flipped);
      try {
        // A bit of a signature's own hint, or of JSON's white space: what is read is what was kept.
        assertThat(kept.read().orElseThrow().numbering().newest()).isEqualTo(numbering.newest());
      } catch (InconsistentLogException expected) {
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(bytes.length * 7);
  }

  @Test
  void aNumberThatLiesIsRefused() throws IOException {
    keep();
    String whole = new String(files.read(KeptNumbering.PATH).orElseThrow(), StandardCharsets.UTF_8);
    String lie = whole.replace("[" + (ENTRIES - 1) + ",", "[" + (ENTRIES - 2) + ",");
    assertThat(lie).isNotEqualTo(whole);
    files.write(KeptNumbering.PATH, lie.getBytes(StandardCharsets.UTF_8));

    assertRefused("is not the one that was signed");
  }

  @Test
  void whatAnotherKeySignedIsRefused() throws IOException {
    new KeptNumbering(files, keys(ORIGIN)).keep(new KeptNumbering.Kept(numbering, null));

    assertRefused("is not signed by a key of the log");
  }

  @Test
  void whatIsOfAnotherHistoryThanThePublishedOneIsRefused() throws IOException {
    keep();
    publish(ENTRIES, 1);

    assertRefused("is not of the published log");
  }

  @Test
  void aCheckpointIsNoNumberingAndANumberingNoCheckpoint() throws Exception {
    keep();
    byte[] checkpoint = files.read(Resources.CHECKPOINT).orElseThrow();
    files.write(KeptNumbering.PATH, checkpoint);
    assertRefused("is damaged");

    String text = keys.sign("numbering of " + ORIGIN + "\n0\n").text();
    assertThatThrownBy(() -> keys.signed(keys.sign(text + checkpointRoot() + "\n")))
        .isInstanceOf(InconsistentLogException.class);
  }

  @Test
  void whatIsAheadOfThePublishedLogIsReadAndComparedWithTheTopic() throws IOException {
    Statement more = statement(ENTRIES, 0);
    numbering.append(more, more.bytes());
    keep();

    assertThat(kept.read().orElseThrow().numbering().next()).isEqualTo(ENTRIES + 1);
  }

  private String checkpointRoot() {
    return numbering.tree().root().base64();
  }

  private void keep() throws IOException {
    kept.keep(new KeptNumbering.Kept(numbering, "said"));
  }

  private void assertRefused(String why) {
    assertThatThrownBy(kept::read)
        .isInstanceOf(InconsistentLogException.class)
        .hasMessageContaining(why);
  }

  private void publish(int entries, int history) throws IOException {
    TiledLog log = TiledLog.empty(files);
    for (long seq = 0; seq < entries; seq++) {
      log.append(statement(seq, history).bytes());
    }
    log.flush();
    Checkpoint checkpoint = Checkpoint.of(ORIGIN, log.size(), log.root());
    files.write(Resources.CHECKPOINT, keys.sign(checkpoint).bytes());
  }

  private static Statement statement(long seq, int history) {
    return Statement.of(
        AuditSource.request("er_5b0c2f9d11aa"), seq, EntryType.PLANNED, NOON.plusMillis(history));
  }

  static LogKeys keys(String origin) {
    try {
      return new LogKeys(
          List.of(
              NoteSigner.parse(
                  NoteSigner.generate(origin, SignatureType.ED25519, new SecureRandom()).skey(),
                  InstantSource.system())));
    } catch (MalformedNoteException impossible) {
      throw new AssertionError(impossible);
    }
  }
}
