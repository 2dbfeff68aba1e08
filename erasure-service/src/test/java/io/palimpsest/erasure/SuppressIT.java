package io.palimpsest.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.palimpsest.audit.AuditField;
import io.palimpsest.audit.EntryType;
import io.palimpsest.audit.Statement;
import io.palimpsest.event.ErasureTask;
import io.palimpsest.tenancy.Principal;
import io.palimpsest.tenancy.Role;
import io.palimpsest.topic.WorkTopic;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** No leave for a suppressed name until compliance has lifted that, with a reason. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class SuppressIT extends ErasureStack {
  @Test
  void noLeaveIsGivenForASuppressedNameUntilComplianceLiftsIt() {
    ingest.creator(creator, List.of("coach"), 1);
    JsonPath end =
        eraseWithTwo(
            Map.of("scope", Map.of("type", "CREATOR", "ids", List.of(creator)), "suppress", true));
    String ref = end.getString("request_ref");
    assertThat(end.getBoolean("suppress")).isTrue();
    assertThat(participants.tasksOf(ref))
        .filteredOn(task -> task.getParticipant().equals(WorkTopic.REGISTRY.participant()))
        .isNotEmpty()
        .extracting(ErasureTask::getSuppressedIds)
        .containsOnly(List.of(creator));

    leave(ref).then().statusCode(409).body("code", equalTo("readmission.suppressed"));
    lift(compliance("c1"), ref, "court_order").then().statusCode(403);
    lift(service(), ref, "No Code").then().statusCode(400);
    leave(ref).then().statusCode(409).body("code", equalTo("readmission.suppressed"));
    lift(service(), ref, "court_order").then().statusCode(204);
    lift(service(), ref, "court_order").then().statusCode(204);
    lift(service(), "er_0123456789ab", "court_order").then().statusCode(404);
    Awaitility.await()
        .atMost(Duration.ofSeconds(90))
        .untilAsserted(() -> leave(ref).then().statusCode(200));
    Awaitility.await()
        .atMost(Duration.ofSeconds(90))
        .untilAsserted(
            () ->
                assertThat(log())
                    .filteredOn(one -> one.source().path().endsWith(ref))
                    .extracting(Statement::type)
                    .containsSubsequence(EntryType.SUPPRESSED, EntryType.CONFIRMED_LIVE));
    Awaitility.await()
        .atMost(Duration.ofSeconds(90))
        .untilAsserted(
            () ->
                assertThat(log())
                    .filteredOn(one -> one.source().path().endsWith(ref))
                    .filteredOn(one -> "court_order".equals(one.data().get(AuditField.REASON)))
                    .singleElement()
                    .satisfies(one -> assertThat(one.data()).containsKey(AuditField.ACTOR)));
  }

  private Response leave(String ref) {
    return as(service())
        .queryParam("by", "key-1")
        .post("/internal/erasures/" + ref + "/readmission");
  }

  private Response lift(Principal who, String ref, String reason) {
    return as(who)
        .body(Map.of("by", "key-1", "reason", reason))
        .post("/internal/erasures/" + ref + "/lifting");
  }

  private static Principal service() {
    return new Principal("svc", Set.of(Role.SERVICE), Optional.empty(), Set.of());
  }
}
