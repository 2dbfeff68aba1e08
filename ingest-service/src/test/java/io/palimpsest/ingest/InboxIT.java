package io.palimpsest.ingest;

import static io.palimpsest.ingest.testing.Api.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.palimpsest.event.Change;
import io.palimpsest.event.PortfolioItemSubmitted;
import io.palimpsest.event.SourceSubmitted;
import io.palimpsest.ingest.testing.Announced;
import io.palimpsest.ingest.testing.Api;
import io.palimpsest.ingest.testing.Bearer;
import io.palimpsest.ingest.testing.RealParts;
import io.palimpsest.messaging.TokenHeader;
import io.palimpsest.tenancy.OrganizationId;
import io.palimpsest.tenancy.Principal;
import io.palimpsest.tenancy.Role;
import io.palimpsest.topic.Topic;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealParts.class)
class InboxIT extends InboxGround {
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
}
