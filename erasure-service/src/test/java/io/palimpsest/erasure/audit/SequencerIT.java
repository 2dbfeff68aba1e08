package io.palimpsest.erasure.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.audit.AuditSource;
import io.palimpsest.audit.EntryType;
import io.palimpsest.messaging.proof.RecordSigner;
import io.palimpsest.messaging.proof.Signable;
import io.palimpsest.messaging.proof.SigningKey;
import io.palimpsest.topic.Authorship;
import io.palimpsest.topic.Topic;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The sequencer on a real broker: repeats, a predecessor that died in its transaction, a rival. */
class SequencerIT extends SequencerGround {
  private static final RecordSigner FOREIGN =
      RecordSigner.of(SigningKey.generate(Authorship.ERASURE));

  @Test
  void repeatsAreDroppedOverARestartAndIndexesStayDense() {
    AuditSource source = source();
    try (SequencerSession session = session()) {
      send(source, 0, 1, 1, 0);
      await(session, source, 2);
    }
    try (SequencerSession session = session()) {
      send(source, 0, 1, 2);
      await(session, source, 3);
    }
    assertThat(entries(source)).containsExactly(0L, 1L, 2L);
  }

  @Test
  void aRepeatWithOtherBytesIsAnAlarmAndParked() {
    AuditSource source = source();
    PARKED.reasons.clear();
    REFUSED.clear();
    try (SequencerSession session = session()) {
      send(source, 0, 1, 0);
      await(session, source, 2);
    }
    assertThat(REFUSED).isEmpty();
    try (SequencerSession session = session()) {
      publisher
          .publishJson(
              Topic.AUDIT_INTAKE, source.path(), statement(source, 0, EntryType.CONFIRMED_LIVE))
          .join();
      send(source, 2);
      await(session, source, 3);
    }
    assertThat(REFUSED).containsExactly("statement.contradicts");
    assertThat(PARKED.reasons).containsExactly("statement.contradicts");
    assertThat(entries(source)).containsExactly(0L, 1L, 2L);
  }

  @Test
  void theLogSaysItsKeyOnceWhateverRestarts() {
    AuditSource source = source();
    for (int size = 1; size <= 2; size++) {
      try (SequencerSession session = session()) {
        send(source, size - 1);
        await(session, source, size);
      }
    }
    assertThat(entries(OwnStatements.SOURCE)).containsExactly(0L);
  }

  @Test
  void whatComesBeforeItsPredecessorIsLeftOutUntilBothComeAgain() {
    AuditSource source = source();
    try (SequencerSession session = session()) {
      send(source, 1);
      send(source, 0, 1);
      await(session, source, 2);
    }
    assertThat(entries(source)).containsExactly(0L, 1L);
  }

  @Test
  void entriesOfATransactionThatDiedAreNeverSeen() {
    AuditSource source = source();
    SequencerClients clients = clients();
    Producer<String, byte[]> dying = clients.producer();
    dying.initTransactions();
    dying.beginTransaction();
    dying.send(
        new ProducerRecord<>(Topic.AUDIT.topicName(), 0, "999999", statement(source, 7).bytes()));
    dying.flush();
    try (SequencerSession session = session()) {
      send(source, 0);
      await(session, source, 1);
    }
    assertThat(entries(source)).containsExactly(0L);
    dying.close(Duration.ZERO);
  }

  @Test
  void aRivalTakesOverAndNothingIsTwice() {
    AuditSource source = source();
    try (SequencerSession first = session();
        SequencerSession second = session()) {
      for (long seq = 0; seq < 20; seq++) {
        send(source, seq);
        stepBoth(first, second);
      }
      Awaitility.await()
          .atMost(Duration.ofSeconds(90))
          .untilAsserted(
              () -> {
                stepBoth(first, second);
                assertThat(entries(source)).hasSize(20);
              });
    }
    assertThat(entries(source)).doesNotHaveDuplicates().isSorted();
  }

  @Test
  void whatItsSourceDidNotSignIsParkedAndStaysOutOfTheLog() {
    AuditSource source = source();
    AuditSource other = source();
    byte[] value = statement(source, 0).bytes();
    RecordSigner erasure = signer(Authorship.ERASURE);
    byte[] proof = proof(erasure, source.path(), value);
    PARKED.reasons.clear();
    try (SequencerSession session = session();
        KafkaProducer<String, byte[]> stranger = plain()) {
      forge(stranger, source.path(), value, null);
      forge(stranger, source.path(), value, new byte[] {1, 2, 3});
      forge(stranger, source.path(), value, proof(FOREIGN, source.path(), value));
      forge(stranger, source.path(), value, proof(signer("reembed"), source.path(), value));
      forge(stranger, source.path(), value, proof(erasure, other.path(), value));
      forge(stranger, source.path(), statement(source, 0, EntryType.CONFIRMED_LIVE), proof);
      forge(stranger, other.path(), value, proof(erasure, other.path(), value));
      forge(stranger, source.path(), null, proof);
      forge(
          stranger,
          source.path(),
          "{}".getBytes(UTF_8),
          proof(erasure, source.path(), "{}".getBytes(UTF_8)));

      forge(stranger, source.path(), value, proof);
      await(session, source, 1);
    }
    assertThat(PARKED.reasons)
        .containsExactly(
            "proof.missing",
            "proof.malformed",
            "proof.key",
            "proof.foreign",
            "proof.signature",
            "proof.signature",
            "proof.foreign",
            "proof.author",
            "statement.malformed");
    assertThat(entries(source)).containsExactly(0L);
    assertThat(entries(other)).isEmpty();
  }

  private static KafkaProducer<String, byte[]> plain() {
    return new KafkaProducer<>(
        Map.of("bootstrap.servers", stack.bootstrapServers()),
        new StringSerializer(),
        new ByteArraySerializer());
  }

  private static RecordSigner signer(String author) {
    return RecordSigner.of(SigningKey.read(author, stack.secrets().signingKeyFile(author)));
  }

  private static byte[] proof(RecordSigner signer, String key, byte[] value) {
    return signer.sign(Signable.of(Topic.AUDIT_INTAKE, key, value)).orElseThrow();
  }

  private static void forge(
      KafkaProducer<String, byte[]> stranger, String key, byte[] value, byte[] proof) {
    ProducerRecord<String, byte[]> forged =
        new ProducerRecord<>(Topic.AUDIT_INTAKE.topicName(), key, value);
    if (proof != null) {
      forged.headers().add(RecordSigner.HEADER, proof);
    }
    stranger.send(forged);
    stranger.flush();
  }

  private static void stepBoth(SequencerSession first, SequencerSession second) {
    first.step();
    second.step();
  }
}
