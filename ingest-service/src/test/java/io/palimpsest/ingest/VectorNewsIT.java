package io.palimpsest.ingest;

import static io.palimpsest.ingest.testing.Api.as;
import static io.palimpsest.ingest.testing.Api.item;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.palimpsest.event.VectorsChanged;
import io.palimpsest.event.VectorsOutcome;
import io.palimpsest.ingest.testing.Announced;
import io.palimpsest.ingest.testing.Api;
import io.palimpsest.ingest.testing.Bearer;
import io.palimpsest.ingest.testing.RealParts;
import io.palimpsest.messaging.EventPublisher;
import io.palimpsest.topic.Topic;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealParts.class)
class VectorNewsIT {
  private static final String ITEM = "/organizations/{org}/items/{item}";

  @Test
  void anItemShowsWhatBecameOfItsVectorAndOldNewsChangesNothing() {
    String org = Api.organization();
    String token = Bearer.organization(org);
    UUID uid =
        UUID.fromString(
            as(token, item("Acme")).put(ITEM, org, "port_1").then().extract().path("uid"));
    try (EventPublisher publisher = Announced.publisher()) {
      tell(publisher, uid, 1, VectorsOutcome.EMBEDDED, null);
      await()
          .atMost(Duration.ofSeconds(90))
          .untilAsserted(
              () ->
                  as(token)
                      .get(ITEM, org, "port_1")
                      .then()
                      .body("is_embedded", equalTo(true))
                      .body("embedding_id", equalTo("port_1"))
                      .body("embedded_revision", equalTo(1)));
      as(token)
          .queryParam("embedded", true)
          .get("/organizations/{org}/items", org)
          .then()
          .body("items.item_id", equalTo(List.of("port_1")));

      as(token, item("Acme 2")).put(ITEM, org, "port_1").then().statusCode(200);
      tell(publisher, uid, 2, VectorsOutcome.PARKED, "embedding.failed");
      tell(publisher, uid, 1, VectorsOutcome.REMOVED, null);
      await()
          .atMost(Duration.ofSeconds(90))
          .untilAsserted(
              () ->
                  as(token)
                      .get(ITEM, org, "port_1")
                      .then()
                      .body("parked_reason", equalTo("embedding.failed"))
                      .body("is_embedded", equalTo(true))
                      .body("embedded_revision", equalTo(1)));
      tell(publisher, uid, 2, VectorsOutcome.UNCHANGED, null);
      await()
          .atMost(Duration.ofSeconds(90))
          .untilAsserted(
              () ->
                  as(token)
                      .get(ITEM, org, "port_1")
                      .then()
                      .body("embedded_revision", equalTo(2))
                      .body("parked_reason", equalTo(null)));
    }
  }

  private static void tell(
      EventPublisher publisher, UUID uid, long revision, VectorsOutcome outcome, String reason) {
    publisher
        .publish(
            Topic.VECTORS,
            uid.toString(),
            VectorsChanged.newBuilder()
                .setEventId(UUID.randomUUID())
                .setUid(uid)
                .setScopePath(List.of())
                .setRevision(revision)
                .setOutcome(outcome)
                .setReason(reason)
                .setEmbedded(1)
                .setReused(0)
                .setRemoved(0)
                .setOccurredAt(Instant.now())
                .setProducer("test")
                .build())
        .join();
  }
}
