package io.palimpsest.erasure.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.audit.AuditSource;
import io.palimpsest.audit.EntryType;
import io.palimpsest.audit.Statement;
import io.palimpsest.messaging.proof.RecordSigner;
import io.palimpsest.messaging.proof.RecordVerifier;
import io.palimpsest.messaging.proof.Signable;
import io.palimpsest.messaging.proof.SigningKey;
import io.palimpsest.messaging.proof.TrustedKeys;
import io.palimpsest.topic.Topic;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Who may say what: each service only of its own sources, and only what is its to say. */
class AdmittedTest {
  private static final Map<String, SigningKey> KEYS =
      Map.of(
          "erasure", SigningKey.generate("erasure"),
          "reembed", SigningKey.generate("reembed"),
          "ingest", SigningKey.generate("ingest"));

  private final RecordVerifier verifier =
      new RecordVerifier(TrustedKeys.of(KEYS.values()), (topic, reason) -> {});

  @ParameterizedTest
  @CsvSource({
    "reembed, /reembed/rt_5b0c2f9d11aa, ROUTE_CHANGED",
    "ingest, /ingest/mg_5b0c2f9d11aa, MIGRATION_PHASE",
    "ingest, /ingest/mg_5b0c2f9d11aa, MIGRATION_REPORT",
    "ingest, /ingest/mg_5b0c2f9d11aa, LEGACY_REMOVED",
    "reembed, /reembed/parked, PARKED_DROPPED",
    "erasure, /erasure/sr_5b0c2f9d11aa, CANDIDATES_SEARCHED",
    "erasure, /erasure/er_5b0c2f9d11aa, CONFIRMED_LIVE"
  })
  void aServiceSaysWhatIsItsToSay(String author, String source, EntryType type) {
    assertThat(admitted(author, source, type)).isInstanceOf(Admitted.Stated.class);
  }

  @ParameterizedTest
  @CsvSource({
    "erasure, /reembed/rt_5b0c2f9d11aa, ROUTE_CHANGED, proof.foreign",
    "reembed, /erasure/er_5b0c2f9d11aa, CONFIRMED_LIVE, proof.foreign",
    "erasure, /erasure/er_5b0c2f9d11aa, ROUTE_CHANGED, statement.not_its_own",
    "ingest, /ingest/er_5b0c2f9d11aa, CONFIRMED_LIVE, statement.not_its_own",
    "reembed, /reembed/parked, RELEASED, statement.not_its_own",
    "erasure, /erasure/log, HEARTBEAT, statement.not_its_own",
    "erasure, /erasure/log, KEY_ROTATED, statement.not_its_own"
  })
  void whatIsAnothersToSayIsRefused(String author, String source, EntryType type, String reason) {
    assertThat(admitted(author, source, type)).isEqualTo(new Admitted.Refused(reason));
  }

  @ParameterizedTest
  @EnumSource
  void everyTypeIsSomebodysToSay(EntryType type) {
    assertThat(Stream.of("erasure", "reembed", "ingest", "audit"))
        .anyMatch(service -> type.isSaidBy(AuditSource.service(service, "a")));
  }

  @Test
  void noServiceSpeaksForTheLogItself() {
    for (String service : List.of("erasure", "reembed", "ingest")) {
      assertThat(admitted(service, OwnStatements.SOURCE.path(), EntryType.HEARTBEAT))
          .isEqualTo(new Admitted.Refused("proof.foreign"));
    }
  }

  private Admitted admitted(String author, String source, EntryType type) {
    byte[] value = Statement.of(new AuditSource(source), 0, type, Instant.EPOCH).bytes();
    ConsumerRecord<String, byte[]> read =
        new ConsumerRecord<>(Topic.AUDIT_INTAKE.topicName(), 0, 0, source, value);
    byte[] proof =
        RecordSigner.of(KEYS.get(author))
            .sign(Signable.of(Topic.AUDIT_INTAKE, source, value))
            .orElseThrow();
    read.headers().add(RecordSigner.HEADER, proof);
    return Admitted.of(read, verifier);
  }
}
