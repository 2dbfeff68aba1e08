package io.palimpsest.ingest;

import static io.palimpsest.ingest.testing.Api.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import io.palimpsest.audit.AuditField;
import io.palimpsest.audit.EntryType;
import io.palimpsest.audit.RequestKey;
import io.palimpsest.audit.Statement;
import io.palimpsest.event.PortfolioItemSubmitted;
import io.palimpsest.ingest.inbox.Submissions;
import io.palimpsest.ingest.testing.Announced;
import io.palimpsest.ingest.testing.Api;
import io.palimpsest.ingest.testing.Bearer;
import io.palimpsest.ingest.testing.RealParts;
import io.palimpsest.ingest.vault.Vault;
import io.palimpsest.ingest.write.GuardedWork;
import io.palimpsest.messaging.SignedRecord;
import io.palimpsest.topic.Topic;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.Binary;
import org.junit.jupiter.api.Test;

/** Submissions that were set aside: shown, replayed, given up. */
@QuarkusTest
@QuarkusTestResource(RealParts.class)
class ParkedSubmissionsIT extends InboxGround {
  private static final String DISCLOSURE = "/ingest/acts/{act}/disclosure";
  private static final String PARKED = "/ingest/parked/{id}";

  @Inject MongoDatabase database;
  @Inject Submissions submissions;
  @Inject GuardedWork guarded;

  @Test
  void aParkedSubmissionIsReplayedOnTheOperatorsWordOrDropped() {
    PortfolioItemSubmitted early = item("port_7", "Early").setProfileId("prof_late").build();
    submit(early, token);
    awaitParked(early.getEventId(), "profile.unknown");
    as(Bearer.operator())
        .post("/ingest/parked/{id}/replay", early.getEventId())
        .then()
        .statusCode(422);

    as(Bearer.operator(), Map.of("name", "Late"))
        .put("/organizations/{org}/profiles/prof_late", org)
        .then()
        .statusCode(201);
    as(Bearer.operator())
        .post("/ingest/parked/{id}/replay", early.getEventId())
        .then()
        .statusCode(201);
    as(Bearer.operator()).get("/ingest/parked/{id}", early.getEventId()).then().statusCode(404);
    awaitCompany("port_7", "Early", 1);
  }

  @Test
  void whatIsParkedStaysReadableHoweverOftenItIsParkedAndWhereverItLies() {
    String late = Api.name("late");
    String org = "org_" + late;
    String bearer = Bearer.organization(org);
    PortfolioItemSubmitted early = item("port_9", "Early").setOrgId(org).build();
    submit(early, bearer);
    awaitParkedAsOperator(early.getEventId(), "tenant.not_found");
    Api.register(org, late).statusCode(201);
    submit(early, bearer);
    awaitParkedAsOperator(early.getEventId(), "profile.unknown");
    submit(early, bearer);
    submit(item("port_9", "Other").setOrgId(org).setProfileId("prof_2").build(), bearer);

    as(Bearer.operator())
        .queryParam("limit", 1000)
        .get("/ingest/parked")
        .then()
        .statusCode(200)
        .body(
            "items.find { it.event_id == '%s' }.readable".formatted(early.getEventId()), is(true));
    as(Bearer.operator(), Map.of("name", "Ada"))
        .put("/organizations/{org}/profiles/prof_1", org)
        .then()
        .statusCode(201);
    as(Bearer.operator())
        .post("/ingest/parked/{id}/replay", early.getEventId())
        .then()
        .statusCode(201);
    as(bearer).get(ITEM, org, "port_9").then().body("company_name", equalTo("Early"));
  }

  @Test
  void aRowThatCannotBeOpenedTakesNoPageAwayAndIsDropped() {
    PortfolioItemSubmitted lost = item("port_10", "x").setProfileId("prof_none").build();
    PortfolioItemSubmitted kept = item("port_11", "x").setProfileId("prof_none").build();
    submit(lost, token);
    submit(kept, token);
    awaitParked(lost.getEventId(), "profile.unknown");
    awaitParked(kept.getEventId(), "profile.unknown");
    assertThat(
            database
                .getCollection("submissions")
                .updateOne(
                    Filters.eq("_id", lost.getEventId().toString()),
                    Updates.set("sealed_under", UUID.randomUUID().toString()))
                .getModifiedCount())
        .isEqualTo(1);

    String readable = "items.find { it.event_id == '%s' }.readable";
    as(Bearer.operator())
        .queryParam("limit", 1000)
        .get("/ingest/parked")
        .then()
        .statusCode(200)
        .body(readable.formatted(lost.getEventId()), is(false))
        .body(readable.formatted(kept.getEventId()), is(true));
    as(Bearer.operator())
        .post("/ingest/parked/{id}/replay", lost.getEventId())
        .then()
        .statusCode(409)
        .body("code", equalTo("submission.unreadable"));
    as(Bearer.operator()).delete("/ingest/parked/{id}", lost.getEventId()).then().statusCode(200);
    as(Bearer.operator()).get("/ingest/parked/{id}", lost.getEventId()).then().statusCode(404);
  }

  @Test
  void aReplayOverwritesNothingThatIsNewerUnlessItIsForcedWithAReason() {
    submit(item("port_12", "First").build(), token);
    awaitCompany("port_12", "First", 1);
    PortfolioItemSubmitted parked = item("port_12", "Parked").build();
    publish(parked, Map.of());
    awaitParked(parked.getEventId(), "unauthorised");
    as(token, Api.item("Newer")).put(ITEM, org, "port_12").then().statusCode(200);

    String replay = "/ingest/parked/{id}/replay";
    as(Bearer.operator())
        .post(replay, parked.getEventId())
        .then()
        .statusCode(409)
        .body("code", equalTo("submission.superseded"));
    awaitCompany("port_12", "Newer", 2);
    as(Bearer.operator())
        .queryParam("force", true)
        .post(replay, parked.getEventId())
        .then()
        .statusCode(422)
        .body("code", equalTo("reason.missing"));
    as(Bearer.operator())
        .queryParam("force", true)
        .header("X-Palimpsest-Reason", "the customer asked for it")
        .post(replay, parked.getEventId())
        .then()
        .statusCode(200);
    awaitCompany("port_12", "Parked", 3);
  }

  @Test
  void whatAnOperatorGivesUpStandsInTheAuditLog() {
    PortfolioItemSubmitted hopeless = item("port_13", "Given up").setProfileId("prof_no").build();
    submit(hopeless, token);
    awaitParked(hopeless.getEventId(), "profile.unknown");
    as(Bearer.operator()).delete(PARKED, hopeless.getEventId()).then().statusCode(200);
    as(Bearer.operator()).delete(PARKED, hopeless.getEventId()).then().statusCode(404);
    as(token).get("/submissions/{id}", hopeless.getEventId()).then().statusCode(404);

    Bson self = Filters.eq("_id", hopeless.getEventId().toString());
    MongoCollection<Document> marks = database.getCollection("submissions");
    assertThat(marks.find(self).first())
        .as("a mark without content")
        .containsOnlyKeys("_id", "dropped", "unsaid");
    Document kept = marks.find(self).first().getList("dropped", Document.class).getFirst();
    SignedRecord told = SignedRecord.of(kept);
    RequestKey key = RequestKey.of(kept.get("digests", Binary.class).getData());
    Statement said = Statement.parse(told.value());
    assertThat(said.type()).isEqualTo(EntryType.PARKED_DROPPED);
    assertThat(said.type().isSaidBy(said.source())).isTrue();
    assertThat(said.data())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                AuditField.ACTOR,
                key.actor("ops"),
                AuditField.OBJECT,
                "inbox_portfolio",
                AuditField.EVIDENCE,
                key.words(hopeless.getEventId().toString()),
                AuditField.REASON,
                "profile.unknown"));
    await()
        .atMost(Duration.ofSeconds(90))
        .until(() -> marks.countDocuments(Filters.eq("unsaid", told.key())) == 0);
    assertThat(intake(told.key())).containsExactly(told.value());

    String act = told.key().substring("/ingest/".length());
    as(Bearer.compliance())
        .post(DISCLOSURE, act)
        .then()
        .statusCode(200)
        .body("source", equalTo(told.key()))
        .body("key", equalTo(HexFormat.of().formatHex(key.bytes())));
    as(Bearer.operator()).post(DISCLOSURE, act).then().statusCode(403);
    as(Bearer.compliance()).post(DISCLOSURE, "pd_none").then().statusCode(404);

    as(Bearer.operator()).delete(DISCLOSURE, act).then().statusCode(403);
    as(Bearer.compliance()).delete(DISCLOSURE, "pd_none").then().statusCode(404);
    as(Bearer.compliance()).delete(DISCLOSURE, act).then().statusCode(204);
    as(Bearer.compliance())
        .post(DISCLOSURE, act)
        .then()
        .statusCode(410)
        .body("code", equalTo("disclosure.key_destroyed"));
    assertThat(marks.find(self).first().getList("dropped", Document.class).getFirst())
        .containsKey("value")
        .doesNotContainKey("digests");
  }

  @Test
  void aReplayThatEndsBehindADropTakesNothingAwayOfWhatIsSaid() {
    PortfolioItemSubmitted raced = item("port_14", "Raced").setProfileId("prof_no").build();
    submit(raced, token);
    awaitParked(raced.getEventId(), "profile.unknown");
    as(Bearer.operator()).delete(PARKED, raced.getEventId()).then().statusCode(200);
    assertThat(removed(raced.getEventId())).isFalse();

    submit(raced, token);
    awaitParked(raced.getEventId(), "profile.unknown");
    assertThat(removed(raced.getEventId())).isTrue();
    as(Bearer.operator()).get(PARKED, raced.getEventId()).then().statusCode(404);
    assertThat(
            database
                .getCollection("submissions")
                .find(Filters.eq("_id", raced.getEventId().toString()))
                .first())
        .containsKey("dropped")
        .doesNotContainKey("parked_at");
  }

  /** As a replay does at its end. */
  private boolean removed(UUID event) {
    return guarded.run(List.of(Vault.SYSTEM), work -> submissions.remove(event, work));
  }

  /** What the intake has of a source. */
  private static List<byte[]> intake(String source) {
    TopicPartition intake = new TopicPartition(Topic.AUDIT_INTAKE.topicName(), 0);
    List<byte[]> found = new ArrayList<>();
    Map<String, Object> settings =
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            Announced.kafka().bootstrapServers(),
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
            "earliest");
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(List.of(intake));
      consumer.seekToBeginning(List.of(intake));
      long end = consumer.endOffsets(List.of(intake)).get(intake);
      while (consumer.position(intake) < end) {
        for (ConsumerRecord<String, byte[]> read : consumer.poll(Duration.ofSeconds(1))) {
          if (source.equals(read.key())) {
            found.add(read.value());
          }
        }
      }
    }
    return found;
  }
}
