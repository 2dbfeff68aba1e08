package io.palimpsest.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.palimpsest.audit.RequestKey;
import io.palimpsest.erasure.phase.LegalDeadline;
import io.palimpsest.event.ScopeType;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
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
  void theClockCountsFromReceiptAndIsExtendedWithinTheFirstMonthOnly() {
    ingest.creator(creator, List.of("coach"), 1);
    Instant month = Instant.now().minus(Duration.ofDays(20));
    UUID within = asked(Map.of("received_at", month.toString()));
    String due = get(within).getString("deadline");
    assertThat(Instant.parse(due)).isEqualTo(LegalDeadline.of(month));
    asked(within, Map.of("received_at", Instant.now().toString()));
    assertThat(get(within).getString("deadline")).as("never restarted").isEqualTo(due);
    extend(within).then().statusCode(200);
    assertThat(Instant.parse(get(within).getString("deadline")))
        .isEqualTo(LegalDeadline.extended(month));

    UUID late = asked(Map.of("received_at", Instant.now().minus(Duration.ofDays(32)).toString()));
    extend(late).then().statusCode(409).body("code", equalTo("extend.too_late"));
    as(compliance("c1")).body("{}").post("/erasures/" + late + "/extend").then().statusCode(400);

    as(compliance("c1"))
        .body(body(UUID.randomUUID(), Map.of("received_at", "2999-01-01T00:00:00Z")))
        .post("/erasures")
        .then()
        .statusCode(400)
        .body("field", equalTo("received_at"));
    UUID ahead = asked(Map.of("received_at", Instant.now().plusSeconds(120).toString()));
    assertThat(Instant.parse(get(ahead).getString("received_at")))
        .as("a clock that is ahead restarts nothing")
        .isBeforeOrEqualTo(Instant.now());
  }

  @Test
  void theCaseReferenceOutlivesTheNamesUnlessItIsPersonal() {
    ingest.creator(creator, List.of("coach"), 1);
    Map<String, Object> scope = Map.of("type", "CREATOR", "ids", List.of(creator));
    JsonPath end = eraseWithTwo(Map.of("scope", scope, "external_reference", "CASE-4711"));
    assertThat(end.getList("scope.ids")).isEmpty();
    assertThat(end.getString("external_reference")).isEqualTo("CASE-4711");

    UUID personal =
        asked(Map.of("external_reference", "Ada L.", "external_reference_personal", true));
    assertThat(get(personal).getString("external_reference")).isEqualTo("Ada L.");
    as(compliance("c1")).post("/erasures/" + personal + "/cancel").then().statusCode(200);
    assertThat(get(personal).getString("external_reference")).isNull();
  }

  @Test
  void theKeyOfARequestIsShownToComplianceAndProvesTheScopeOnceTheNamesAreGone() {
    ingest.creator(creator, List.of("coach"), 1);
    JsonPath end =
        eraseWithTwo(Map.of("scope", Map.of("type", "CREATOR", "ids", List.of(creator))));
    String path = "/erasures/" + end.getString("request_ref");
    as(owner(creator)).post(path + "/disclosure").then().statusCode(403);

    JsonPath shown = as(compliance("c1")).post(path + "/disclosure").then().extract().jsonPath();

    RequestKey key = RequestKey.of(HexFormat.of().parseHex(shown.getString("key")));
    String scope =
        as(compliance("c1")).get(path + "/certificate").jsonPath().getString("entry.data.scope");
    assertThat(key.scope(ScopeType.CREATOR, List.of(creator)))
        .isEqualTo(scope)
        .isEqualTo(shown.getString("scope"));
    assertThat(as(compliance("c1")).get(path).asString()).contains("disclosed");
  }

  @Test
  void theReferenceOfTheLogFindsARequestLikeItsId() {
    ingest.creator(creator, List.of("coach"), 1);
    UUID id = asked(Map.of());
    JsonPath awaiting = awaitState(id, "AWAITING_APPROVAL");
    String path = "/erasures/" + awaiting.getString("request_ref");
    as(compliance("c1")).get(path).then().statusCode(200).body("request_id", equalTo(id + ""));
    as(owner("somebody-else")).get(path).then().statusCode(404);
    as(compliance("c1"))
        .body(Map.of("reason", "complex"))
        .post(path + "/extend")
        .then()
        .statusCode(200);
    as(compliance("c2"))
        .body(Map.of("digest", awaiting.getString("plan.digest")))
        .post(path + "/approve")
        .then()
        .statusCode(200);
    as(compliance("c1"))
        .get(path + "?wait=60s")
        .then()
        .statusCode(200)
        .body("state", equalTo("CONFIRMED_LIVE"));
    as(compliance("c1")).get(path + "/certificate").then().statusCode(200);
    as(compliance("c1")).post(path + "/cancel").then().statusCode(409);
    as(compliance("c1")).post(path + "/export-link").then().statusCode(409);
    for (String wrong : List.of("er_0123", "er_" + "z".repeat(24), "1-1-1-1-1", "x")) {
      as(compliance("c1"))
          .get("/erasures/" + wrong)
          .then()
          .statusCode(404)
          .body("code", equalTo("erasure.not_found"));
    }
  }

  private io.restassured.response.Response extend(UUID id) {
    return as(compliance("c1"))
        .body(Map.of("reason", "complex_request"))
        .post("/erasures/" + id + "/extend");
  }

  private UUID asked(Map<String, Object> more) {
    UUID id = UUID.randomUUID();
    asked(id, more);
    return id;
  }

  private void asked(UUID id, Map<String, Object> more) {
    as(compliance("c1")).body(body(id, more)).post("/erasures").then().statusCode(202);
  }

  private Map<String, Object> body(UUID id, Map<String, Object> more) {
    Map<String, Object> body = new HashMap<>(request(id, "CREATOR", creator));
    body.putAll(more);
    return body;
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
    String hold = placeHold("c1", "TWIN", creator, "coach").getString("id");
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
