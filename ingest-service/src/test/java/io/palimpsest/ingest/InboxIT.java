package io.palimpsest.ingest;

import static io.palimpsest.ingest.testing.Api.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import io.palimpsest.event.Change;
import io.palimpsest.event.PortfolioItemState;
import io.palimpsest.event.PortfolioItemSubmitted;
import io.palimpsest.event.SourceSubmitted;
import io.palimpsest.ingest.testing.Announced;
import io.palimpsest.ingest.testing.Api;
import io.palimpsest.ingest.testing.Bearer;
import io.palimpsest.ingest.testing.RealParts;
import io.palimpsest.messaging.EventPublisher;
import io.palimpsest.messaging.TokenHeader;
import io.palimpsest.tenancy.OrganizationId;
import io.palimpsest.tenancy.Principal;
import io.palimpsest.tenancy.Role;
import io.palimpsest.topic.Topic;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealParts.class)
class InboxIT {
  private static final String ITEM = "/organizations/{org}/items/{item}";

  private static EventPublisher publisher;

  @Inject MongoDatabase database;

  private String org = "";
  private String token = "";

  @BeforeAll
  static void connect() {
    publisher = Announced.publisher();
  }

  @AfterAll
  static void disconnect() {
    publisher.close();
  }

  @BeforeEach
  void register() {
    org = Api.organization();
    token = Bearer.organization(org);
  }

  @Test
  void aSubmittedItemTakesThePathOfHttpAndItsRedeliveryIsDropped() {
    PortfolioItemSubmitted first = item("port_1", "First").build();
    submit(first, token);
    awaitCompany("port_1", "First", 1);
    submit(item("port_1", "Second").build(), token);
    awaitCompany("port_1", "Second", 2);

    submit(item("port_1", "Third").setIfRevision(1L).build(), token);
    PortfolioItemSubmitted last = item("port_1", "Fourth").setIfRevision(2L).build();
    submit(last, token);
    awaitCompany("port_1", "Fourth", 3);
  }

  @Test
  void aRecordWithoutAValidTokenIsParkedAsUnauthorised() {
    PortfolioItemSubmitted bare = item("port_2", "x").build();
    PortfolioItemSubmitted expired = item("port_3", "x").build();
    PortfolioItemSubmitted foreign = item("port_4", "x").build();
    publish(bare, Map.of());
    submit(
        expired,
        Bearer.at(
            new Principal(
                "k", Set.of(Role.PRODUCER), Optional.empty(), Set.of(new OrganizationId(org))),
            Instant.now().minus(Duration.ofHours(2)),
            Duration.ofHours(1)));
    submit(foreign, Bearer.organization("org_other"));

    awaitParked(bare.getEventId(), "unauthorised");
    awaitParked(expired.getEventId(), "unauthorised");
    awaitParked(foreign.getEventId(), "tenant.not_found");
    as(token).get(ITEM, org, "port_2").then().statusCode(404);
    as(Bearer.organization("org_other"))
        .get("/submissions/{id}", bare.getEventId())
        .then()
        .statusCode(404);
  }

  @Test
  void whatBreaksARuleIsParkedAndThePartitionGoesOn() {
    PortfolioItemSubmitted blank = item("port_5", " ").build();
    PortfolioItemSubmitted stale = item("port_5", "x").setAdmission(UUID.randomUUID()).build();
    PortfolioItemSubmitted good = item("port_5", "Good").build();
    submit(blank, token);
    submit(stale, token);
    submit(good, token);

    awaitCompany("port_5", "Good", 1);
    awaitParked(blank.getEventId(), "field.invalid");
    awaitParked(stale.getEventId(), "admission.stale");
  }

  @Test
  void bytesThatAreNoEventAreParkedForTheOperator() {
    RecordMetadata place =
        publisher
            .publishRaw(
                Topic.INBOX_PORTFOLIO,
                "port_6",
                "not avro".getBytes(StandardCharsets.UTF_8),
                TokenHeader.of(token))
            .join();
    submit(item("port_6", "After").build(), token);

    awaitCompany("port_6", "After", 1);
    await()
        .atMost(Duration.ofSeconds(90))
        .untilAsserted(
            () ->
                as(Bearer.operator())
                    .queryParam("limit", 1000)
                    .get("/ingest/parked")
                    .then()
                    .body(
                        "items.findAll { it.offset == %d && it.partition == %d }.problem.code"
                            .formatted(place.offset(), place.partition()),
                        hasItem("undecodable.wire.magic_byte")));
  }

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
  void whatWasAppliedIsDeletedFromTheInbox() throws Exception {
    RecordMetadata place = submit(item("port_8", "x").build(), token);
    awaitCompany("port_8", "x", 1);
    TopicPartition partition = new TopicPartition(place.topic(), place.partition());
    try (Admin admin =
        Admin.create(
            Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                Announced.kafka().bootstrapServers()))) {
      await()
          .atMost(Duration.ofSeconds(90))
          .untilAsserted(
              () -> {
                submit(item("port_8", "x").build(), token);
                assertThat(
                        admin
                            .listOffsets(Map.of(partition, OffsetSpec.earliest()))
                            .partitionResult(partition)
                            .get()
                            .offset())
                    .isGreaterThan(place.offset());
              });
    }
  }

  @Test
  void aSubmittedSourceAndItsDeletionTakeThePathOfHttp() {
    String creator = Api.creator();
    SourceSubmitted.Builder submitted =
        SourceSubmitted.newBuilder()
            .setEventId(UUID.randomUUID())
            .setOccurredAt(Instant.now())
            .setCreatorId(creator)
            .setTwinId("coach")
            .setSourceId("src_1")
            .setChange(Change.UPSERT)
            .setTitle("Notes")
            .setMediaType("text/plain")
            .setMetadata(Map.of("pages", 3L))
            .setContent(ByteBuffer.wrap("hello".getBytes(StandardCharsets.UTF_8)));
    publisher
        .publish(
            Topic.INBOX_SOURCES,
            "src_1",
            submitted.build(),
            TokenHeader.of(Bearer.creator(creator)))
        .join();
    await()
        .atMost(Duration.ofSeconds(90))
        .untilAsserted(
            () ->
                as(Bearer.creator(creator))
                    .get("/creators/{c}/twins/coach/sources/src_1/content", creator)
                    .then()
                    .statusCode(200)
                    .body(equalTo("hello")));

    publisher
        .publish(
            Topic.INBOX_SOURCES,
            "src_1",
            submitted
                .setEventId(UUID.randomUUID())
                .setChange(Change.DELETE)
                .setContent(null)
                .build(),
            TokenHeader.of(Bearer.creator(creator)))
        .join();
    await()
        .atMost(Duration.ofSeconds(90))
        .untilAsserted(
            () ->
                as(Bearer.creator(creator))
                    .get("/creators/{c}/twins/coach/sources/src_1", creator)
                    .then()
                    .statusCode(404));
  }

  private PortfolioItemSubmitted.Builder item(String id, String company) {
    return PortfolioItemSubmitted.newBuilder()
        .setEventId(UUID.randomUUID())
        .setOccurredAt(Instant.now())
        .setOrgId(org)
        .setProfileId("prof_1")
        .setItemId(id)
        .setChange(Change.UPSERT)
        .setItem(new PortfolioItemState(company, List.of("Shop"), List.of("Java"), null, null));
  }

  private RecordMetadata submit(PortfolioItemSubmitted event, String bearer) {
    return publish(event, TokenHeader.of(bearer));
  }

  private static RecordMetadata publish(PortfolioItemSubmitted event, Map<String, byte[]> headers) {
    return publisher.publish(Topic.INBOX_PORTFOLIO, event.getItemId(), event, headers).join();
  }

  private void awaitCompany(String item, String company, int revision) {
    await()
        .atMost(Duration.ofSeconds(90))
        .untilAsserted(
            () ->
                as(token)
                    .get(ITEM, org, item)
                    .then()
                    .statusCode(200)
                    .body("company_name", equalTo(company))
                    .body("revision", equalTo(revision)));
  }

  private static void awaitParkedAsOperator(UUID event, String code) {
    await()
        .atMost(Duration.ofSeconds(90))
        .untilAsserted(
            () ->
                as(Bearer.operator())
                    .get("/submissions/{id}", event)
                    .then()
                    .statusCode(200)
                    .body("problem.code", equalTo(code)));
  }

  private void awaitParked(UUID event, String code) {
    await()
        .atMost(Duration.ofSeconds(90))
        .untilAsserted(
            () ->
                as(token)
                    .get("/submissions/{id}", event)
                    .then()
                    .statusCode(200)
                    .body("problem.code", equalTo(code)));
  }
}
