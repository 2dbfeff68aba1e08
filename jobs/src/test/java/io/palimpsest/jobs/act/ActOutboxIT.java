package io.palimpsest.jobs.act;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import io.palimpsest.audit.AuditField;
import io.palimpsest.audit.EntryType;
import io.palimpsest.audit.RequestKey;
import io.palimpsest.audit.Statement;
import io.palimpsest.local.stack.Part;
import io.palimpsest.local.stack.SharedStack;
import io.palimpsest.messaging.proof.Proof;
import io.palimpsest.messaging.proof.RecordSigner;
import io.palimpsest.messaging.proof.RecordVerifier;
import io.palimpsest.messaging.proof.SigningKey;
import io.palimpsest.messaging.proof.TrustedKeys;
import io.palimpsest.topic.Authorship;
import io.palimpsest.topic.Topic;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ActOutboxIT {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private final SigningKey signing = SigningKey.generate(Authorship.INGEST);
  private final List<ConsumerRecord<String, byte[]>> told = new ArrayList<>();
  private MongoClient mongo;
  private MongoDatabase database;
  private Acts acts;

  @BeforeEach
  void start() throws Exception {
    mongo = MongoClients.create(SharedStack.with(Part.DOCUMENTS).mongoUri("ingest"));
    database = mongo.getDatabase("acts" + UUID.randomUUID().toString().substring(0, 8));
    acts = again();
  }

  @AfterEach
  void stop() {
    mongo.close();
  }

  @Test
  void anActIsToldOnceSignedByItsServiceAsTheOnlyOneOfItsSource() {
    keep("run:items:ended", 7);
    acts.tell(this::take);
    acts.tell(this::take);

    assertThat(told).hasSize(1);
    Statement said = Statement.parse(told.getFirst().value());
    assertThat(said.source().path()).isEqualTo(told.getFirst().key()).startsWith("/ingest/ac_");
    assertThat(said.seq()).isZero();
    assertThat(said.time()).isEqualTo(NOON);
    assertThat(said.type().isSaidBy(said.source())).isTrue();
    assertThat(
            new RecordVerifier(TrustedKeys.of(List.of(signing)), (topic, reason) -> {})
                .verify(told.getFirst()))
        .isEqualTo(new Proof.Proven(Authorship.INGEST));
  }

  @Test
  void whatIsDoneAgainIsNotSaidAgain() {
    keep("run:items:ended", 7);
    acts.tell(this::take);
    keep("run:items:ended", 8);
    keep("run:vectors:ended", 9);
    acts.tell(this::take);

    assertThat(told)
        .extracting(one -> Statement.parse(one.value()).data().get(AuditField.WRITTEN))
        .containsExactly(7L, 9L);
    assertThat(told).extracting(ConsumerRecord::key).doesNotHaveDuplicates();
  }

  @Test
  void whatTheIntakeDidNotTakeIsToldInTheSameBytesByWhoeverComesNext() {
    keep("run:items:ended", 7);
    List<byte[]> lost = new ArrayList<>();
    assertThatThrownBy(
            () ->
                acts.tell(
                    (source, value, proof) -> {
                      lost.add(value);
                      throw new IllegalStateException("away");
                    }))
        .hasMessage("away");

    again().tell(this::take);

    assertThat(told).hasSize(1);
    assertThat(told.getFirst().value()).isEqualTo(lost.getFirst());
  }

  @Test
  void whoIsShownTheKeyCanCheckWhoActed() {
    keep("run:items:ended", 7);
    acts.tell(this::take);

    Document kept = database.getCollection("acts").find().first();
    assertThat(kept).isNotNull();
    RequestKey key = acts.key(told.getFirst().key()).orElseThrow().key().orElseThrow();
    assertThat(Statement.parse(told.getFirst().value()).data())
        .containsEntry(AuditField.ACTOR, key.actor("grace"));
    assertThat(kept.toJson()).doesNotContain("grace");
    assertThat(acts.key("/ingest/ac_none")).isEmpty();
  }

  @Test
  void aKeyThatWasDestroyedIsGoneAndTheActIsToldAllTheSame() {
    keep("run:items:ended", 7);
    keep("run:vectors:ended", 8);
    Document kept = database.getCollection("acts").find().first();
    assertThat(kept).isNotNull();
    acts.key(kept.getString("source")).orElseThrow().destruction().run();
    acts.key(kept.getString("source")).orElseThrow().destruction().run();

    assertThat(acts.key(kept.getString("source")).orElseThrow().key()).isEmpty();
    keep("run:items:ended", 9);
    assertThat(database.getCollection("acts").find().first()).doesNotContainKey("key");
    acts.tell(this::take);
    assertThat(told).hasSize(2);
    assertThat(acts.key(told.getLast().key()).orElseThrow().key()).isPresent();
  }

  private Acts again() {
    return new Acts(database, Authorship.INGEST, RecordSigner.of(signing), () -> NOON);
  }

  private void keep(String name, long written) {
    acts.keep(
        name,
        EntryType.MIGRATION_PHASE,
        (said, key) ->
            said.with(AuditField.ACTOR, key.actor("grace"))
                .with(AuditField.STAGE, "items.ended")
                .with(AuditField.WRITTEN, written));
  }

  private void take(String source, byte[] value, byte[] proof) {
    ConsumerRecord<String, byte[]> record =
        new ConsumerRecord<>(Topic.AUDIT_INTAKE.topicName(), 0, 0, source, value);
    record.headers().add(RecordSigner.HEADER, proof);
    told.add(record);
  }
}
