package io.palimpsest.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import com.mongodb.client.MongoClient;
import com.mongodb.client.model.Filters;
import io.palimpsest.erasure.broker.DemandTopic;
import io.palimpsest.erasure.broker.ParkedRequests;
import io.palimpsest.event.ErasureReason;
import io.palimpsest.event.ErasureRequested;
import io.palimpsest.event.ErasureScope;
import io.palimpsest.event.ScopeType;
import io.palimpsest.messaging.TokenHeader;
import io.palimpsest.topic.Topic;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of a demand's record once it is read. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class DemandsIT extends ErasureStack {
  @Inject DemandTopic demands;
  @Inject ParkedRequests parked;
  @Inject MongoClient mongo;

  @BeforeEach
  void nothingIsParked() {
    parked.newest(null, 1000).forEach(one -> parked.forget(one.id()));
  }

  @Test
  void aDemandThatWasAcceptedIsDeletedFromTheTopicAndOneThatIsParkedStaysUntilItIsDropped() {
    String key = UUID.randomUUID().toString();
    RecordMetadata refused = publish(key, demand(UUID.randomUUID(), "somebody-else"));
    String id = awaitParked(refused);
    UUID accepted = UUID.randomUUID();
    RecordMetadata taken = publish(key, demand(accepted, "c1"));
    assertThat(taken.partition()).isEqualTo(refused.partition());
    awaitAccepted(accepted);
    Awaitility.await()
        .atMost(Duration.ofSeconds(90))
        .untilAsserted(
            () ->
                assertThat(demands.truncate(parked::oldestDemands))
                    .as("everything below what is parked is gone")
                    .containsEntry(refused.partition(), refused.offset()));
    assertThat(demands.read(refused.partition(), refused.offset())).isPresent();
    assertThat(demands.read(taken.partition(), taken.offset())).isPresent();

    as(operator())
        .post("/erasures/parked/" + id + "/replay")
        .then()
        .statusCode(409)
        .body("code", equalTo("parked.refused_again"))
        .body("detail", containsString("unauthorised.token.other_requester"));
    as(operator()).delete("/erasures/parked/" + id).then().statusCode(200);
    as(operator()).get("/erasures/parked/" + id).then().statusCode(404);
    awaitGone(refused);
    awaitGone(taken);
  }

  @Test
  void aParkedDemandIsTakenInByItsOwnTokenOnceNothingSpeaksAgainstIt() {
    UUID id = UUID.randomUUID();
    String name = "somebody-else";
    String key = UUID.randomUUID().toString();
    awaitParked(publish(key, demand(UUID.randomUUID(), name)));
    RecordMetadata place = publish(key, demand(id, "c1"));
    awaitAccepted(id);
    parked.park(demands.read(place.partition(), place.offset()).orElseThrow(), "callback.invalid");
    mongo
        .getDatabase("erasure")
        .getCollection("erasure_requests")
        .deleteOne(Filters.eq("_id", id.toString()));
    as(compliance("c1")).get("/erasures/" + id).then().statusCode(404);

    String parkedId = awaitParked(place);
    as(compliance("c1")).post("/erasures/parked/" + parkedId + "/replay").then().statusCode(403);
    as(operator()).post("/erasures/parked/" + parkedId + "/replay").then().statusCode(200);
    awaitAccepted(id);
    as(operator()).get("/erasures/parked/" + parkedId).then().statusCode(404);
  }

  private ErasureRequested demand(UUID id, String requestedBy) {
    return ErasureRequested.newBuilder()
        .setRequestId(id)
        .setScope(new ErasureScope(ScopeType.TWIN, List.of(creator, "coach")))
        .setRequestedBy(requestedBy)
        .setReason(ErasureReason.DATA_SUBJECT_REQUEST)
        .setReceivedAt(Instant.now().truncatedTo(ChronoUnit.MILLIS))
        .setDryRun(true)
        .build();
  }

  private RecordMetadata publish(String key, ErasureRequested event) {
    return publisher
        .publish(Topic.ERASURE_REQUESTS, key, event, TokenHeader.of(token(compliance("c1"))))
        .join();
  }

  private String awaitParked(RecordMetadata place) {
    String id = place.topic() + "-" + place.partition() + "-" + place.offset();
    Awaitility.await()
        .atMost(Duration.ofSeconds(90))
        .untilAsserted(() -> as(operator()).get("/erasures/parked/" + id).then().statusCode(200));
    assertThat(as(operator()).get("/erasures/parked").jsonPath().getList("id")).contains(id);
    return id;
  }

  private void awaitAccepted(UUID id) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(90))
        .untilAsserted(() -> as(compliance("c1")).get("/erasures/" + id).then().statusCode(200));
  }

  private void awaitGone(RecordMetadata place) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(90))
        .untilAsserted(() -> assertThat(demands.read(place.partition(), place.offset())).isEmpty());
  }

  @Test
  void whatTheTopicDoesNotKeepAnyMoreCannotBeReplayed() {
    UUID accepted = UUID.randomUUID();
    RecordMetadata place = publish(accepted.toString(), demand(accepted, "c1"));
    awaitAccepted(accepted);
    awaitGone(place);
    parked.park(
        new ConsumerRecord<>(place.topic(), place.partition(), place.offset(), "key", new byte[0]),
        "request.invalid");
    assertThat(parked.oldestDemands()).isEqualTo(Map.of(place.partition(), place.offset()));
    as(operator())
        .post("/erasures/parked/" + awaitParked(place) + "/replay")
        .then()
        .statusCode(410)
        .body("code", equalTo("parked.gone"));
  }
}
