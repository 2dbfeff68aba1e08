package io.palimpsest.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.audit.AuditField;
import io.palimpsest.audit.EntryType;
import io.palimpsest.audit.Statement;
import io.palimpsest.erasure.model.Requests;
import io.palimpsest.erasure.parked.ParkedRequests;
import io.palimpsest.event.AccessAction;
import io.palimpsest.event.AccessLogged;
import io.palimpsest.messaging.Decoded;
import io.palimpsest.messaging.TopicLog;
import io.palimpsest.tenancy.Principal;
import io.palimpsest.tenancy.Role;
import io.palimpsest.topic.Topic;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Who did it: in the audit log by the digest of a key, in the access log by its id. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class ActsIT extends ErasureStack {
  @Inject Requests requests;
  @Inject ParkedRequests parked;

  /** What was logged before these tests names none of these. */
  private final String actor = "actor-" + UUID.randomUUID();

  @Test
  void holdsAndDecisionsNameWhoseTheyAreInBothLogs() {
    ingest.creator(creator, List.of("coach"), 1);
    UUID id = UUID.randomUUID();
    as(compliance("c1")).body(request(id, "CREATOR", creator)).post("/erasures");
    awaitState(id, "AWAITING_APPROVAL");
    String hold =
        as(compliance(actor))
            .body(
                Map.of(
                    "scope",
                    Map.of("type", "CREATOR", "ids", List.of(creator)),
                    "basis",
                    "litigation"))
            .post("/erasures/holds")
            .then()
            .statusCode(201)
            .extract()
            .path("id");
    as(compliance(actor)).delete("/erasures/holds/" + hold).then().statusCode(200);
    as(compliance(actor))
        .body(Map.of("reason", "complex"))
        .post("/erasures/" + id + "/extend")
        .then()
        .statusCode(200);

    String digest = requests.find(id).orElseThrow().identity().key().actor(actor);
    Awaitility.await()
        .atMost(Duration.ofSeconds(90))
        .untilAsserted(
            () ->
                assertThat(log())
                    .filteredOn(entry -> digest.equals(entry.data().get(AuditField.ACTOR)))
                    .extracting(Statement::type)
                    .containsExactly(
                        EntryType.HELD, EntryType.RELEASED, EntryType.DEADLINE_EXTENDED));
    awaitAccesses(AccessAction.ADMIN, AccessAction.ADMIN, AccessAction.ADMIN);
  }

  @Test
  void searchesForCandidatesAndDroppedRecordsStandInTheAccessLog() {
    ingest.creator(creator, List.of("coach"), 1);
    as(compliance(actor)).get("/erasures/candidates?q=" + creator).then().statusCode(200);
    parked.park(
        new ConsumerRecord<>(
            Topic.ERASURE_REQUESTS.topicName(), 0, Long.MAX_VALUE - 1, "key", new byte[0]),
        "request.invalid");
    Principal operator = new Principal(actor, Set.of(Role.OPERATOR), Optional.empty(), Set.of());
    String record = "%s-0-%d".formatted(Topic.ERASURE_REQUESTS.topicName(), Long.MAX_VALUE - 1);
    as(operator).delete("/erasures/parked/" + record).then().statusCode(200);
    awaitAccesses(AccessAction.SEARCH, AccessAction.DELETE);
  }

  private void awaitAccesses(AccessAction... actions) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(90))
        .untilAsserted(
            () ->
                assertThat(accesses())
                    .filteredOn(access -> access.getKeyId().equals(actor))
                    .extracting(AccessLogged::getAction)
                    .containsExactlyInAnyOrder(actions));
  }

  private List<AccessLogged> accesses() {
    List<AccessLogged> logged = new ArrayList<>();
    new TopicLog(kafka.withClientId("test-access"), codec)
        .read(
            Topic.ACCESS,
            AccessLogged.class,
            Duration.ofSeconds(20),
            entry -> {
              if (entry.value() instanceof Decoded.Event<AccessLogged>(AccessLogged access)) {
                logged.add(access);
              }
            });
    return logged;
  }
}
