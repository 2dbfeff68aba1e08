package io.palimpsest.erasure.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.audit.AuditSource;
import io.palimpsest.audit.EntryType;
import io.palimpsest.audit.log.Directory;
import io.palimpsest.topic.Topic;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** A sequencer that begins: from what was kept of the numbering, if that is to be believed. */
class SequencerStartIT extends SequencerGround {
  @Test
  void aStartReadsWhatCameSinceTheNumberingWasKept() {
    AuditSource source = source();
    try (SequencerSession session = session()) {
      send(source, 0, 1, 2, 3);
      await(session, source, 4);
      session.beforeStop();
    }
    LogEnd kept = LogEnd.read(clients(), signs());
    assertThat(kept.from()).isEqualTo(kept.next()).isGreaterThan(3);

    try (SequencerSession session = session()) {
      send(source, 3, 2, 4);
      await(session, source, 5);
    }
    assertThat(entries(source)).containsExactly(0L, 1L, 2L, 3L, 4L);
  }

  @Test
  void aNumberingThatIsNotBelievedIsSaidAloudAndTheWholeLogIsRead() throws Exception {
    AuditSource source = source();
    try (SequencerSession session = session()) {
      send(source, 0, 1);
      await(session, source, 2);
      session.beforeStop();
    }
    Directory files = new Directory(folder);
    byte[] honest = files.read(KeptNumbering.PATH).orElseThrow();
    String text = new String(honest, UTF_8);
    String lie = text.replace(source.path(), source().path());
    assertThat(lie).isNotEqualTo(text);
    files.write(KeptNumbering.PATH, lie.getBytes(UTF_8));
    REFUSED.clear();
    try (SequencerSession session = session()) {
      send(source, 1, 2);
      await(session, source, 3);
    }
    assertThat(REFUSED).containsExactly("numbering.not_believed");
    assertThat(entries(source)).containsExactly(0L, 1L, 2L);
  }

  @Test
  void aNumberingOfMoreEntriesThanTheLogHasIsNotBelieved() throws Exception {
    AuditSource source = source();
    try (SequencerSession session = session()) {
      send(source, 0, 1);
      await(session, source, 2);
      session.beforeStop();
    }
    Numbering ahead = kept().read().orElseThrow().numbering();
    long size = ahead.next();
    ahead.append(statement(source, 2), statement(source, 2).bytes());
    kept().keep(new KeptNumbering.Kept(ahead, null));
    REFUSED.clear();

    LogEnd end = LogEnd.read(clients(), signs());

    assertThat(REFUSED).containsExactly("numbering.not_believed");
    assertThat(end.next()).isEqualTo(size);
    assertThat(end.from()).isZero();
  }

  @Test
  void aSourceThatWasForgottenIsLookedUpInTheLog() throws Exception {
    AuditSource source = source();
    try (SequencerSession session = session()) {
      send(source, 0, 1);
      await(session, source, 2);
      session.beforeStop();
    }
    KeptNumbering.Kept before = kept().read().orElseThrow();
    before.numbering().forget(Instant.EPOCH.plusSeconds(1));
    assertThat(before.numbering().newest()).doesNotContainKey(source);
    kept().keep(before);
    REFUSED.clear();
    try (SequencerSession session = session()) {
      send(source, 0, 1, 2);
      await(session, source, 3);
      assertThat(REFUSED).as("repeats that are read in the log are the same").isEmpty();
      publisher
          .publishJson(
              Topic.AUDIT_INTAKE, source.path(), statement(source, 0, EntryType.CONFIRMED_LIVE))
          .join();
      send(source, 3);
      await(session, source, 4);
    }
    assertThat(REFUSED)
        .as("an old number with other bytes")
        .containsExactly("statement.contradicts");
    assertThat(entries(source)).containsExactly(0L, 1L, 2L, 3L);
  }
}
