package io.palimpsest.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What people decide: approvals, taking back, holds. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class DecisionsIT extends ErasureStack {
  @Test
  void complianceNeedsASecondPersonForACreator() {
    ingest.creator(creator, List.of("coach"), 1);
    UUID id = UUID.randomUUID();
    as(compliance("c1"))
        .body(request(id, "CREATOR", creator))
        .post("/erasures")
        .then()
        .statusCode(202);
    String digest = awaitState(id, "AWAITING_APPROVAL").getString("plan.digest");
    approve("c1", id, digest).then().statusCode(409).body("code", equalTo("approval.not_distinct"));
    approve("c2", id, "0".repeat(64))
        .then()
        .statusCode(409)
        .body("code", equalTo("approval.stale"));
    approve("c2", id, digest).then().statusCode(200);
    awaitState(id, "CONFIRMED_LIVE");
    approve("c3", id, digest).then().statusCode(409).body("code", equalTo("approval.not_awaited"));
    as(compliance("c1"))
        .post("/erasures/" + id + "/cancel")
        .then()
        .statusCode(409)
        .body("code", equalTo("cancel.too_late"));
  }

  @Test
  void cancelledBeforeTheFenceDeletesNothing() {
    ingest.creator(creator, List.of("coach"), 1);
    UUID id = UUID.randomUUID();
    as(compliance("c1"))
        .body(request(id, "CREATOR", creator))
        .post("/erasures")
        .then()
        .statusCode(202);
    String ref = awaitState(id, "AWAITING_APPROVAL").getString("request_ref");
    as(compliance("c1"))
        .post("/erasures/" + id + "/cancel")
        .then()
        .statusCode(200)
        .body("state", equalTo("CANCELLED"));
    assertThat(participants.tasksOf(ref)).isEmpty();
  }

  @Test
  void holdKeepsEverythingUntilItIsReleased() {
    ingest.creator(creator, List.of("coach"), 1);
    String hold =
        as(compliance("c1"))
            .body(
                Map.of(
                    "scope",
                    Map.of("type", "TWIN", "ids", List.of(creator, "coach")),
                    "basis",
                    "litigation"))
            .post("/erasures/holds")
            .then()
            .statusCode(201)
            .extract()
            .path("id");
    UUID id =
        UUID.fromString(
            as(owner(creator))
                .delete("/delphi/creator")
                .then()
                .statusCode(202)
                .extract()
                .path("request_id"));
    Awaitility.await()
        .atMost(Duration.ofSeconds(90))
        .untilAsserted(() -> assertThat(get(id).getList("flags", String.class)).contains("HELD"));
    String ref = get(id).getString("request_ref");
    assertThat(participants.tasksOf(ref)).isEmpty();
    as(compliance("c1")).delete("/erasures/holds/" + hold).then().statusCode(200);
    awaitState(id, "CONFIRMED_LIVE");
    assertThat(participants.tasksOf(ref)).isNotEmpty();
  }
}
