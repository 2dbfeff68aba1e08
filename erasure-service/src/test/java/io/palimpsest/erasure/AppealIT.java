package io.palimpsest.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import io.palimpsest.audit.AuditField;
import io.palimpsest.audit.EntryType;
import io.palimpsest.audit.Statement;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A refusal with its reason, and the appeal that reopens the request. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class AppealIT extends ErasureStack {
  @Test
  void anAppealReopensARefusalWithTheSameScopeAndTheSameDeadline() {
    ingest.creator(creator, List.of("coach"), 1);
    UUID id = UUID.randomUUID();
    as(compliance("c1"))
        .body(request(id, "CREATOR", creator))
        .post("/erasures")
        .then()
        .statusCode(202);
    JsonPath asked = awaitState(id, "AWAITING_APPROVAL");
    String ref = asked.getString("request_ref");
    appeal("c1", id, creator).then().statusCode(409).body("code", equalTo("appeal.not_refused"));

    String words = "We have to keep the invoices of " + creator + " until 2030.";
    as(compliance("c2"))
        .body(Map.of("reason", "legal_claims", "text", words))
        .post("/erasures/" + id + "/reject")
        .then()
        .statusCode(200)
        .body("state", equalTo("REJECTED"))
        .body("problem", equalTo("approver.legal_claims"))
        .body("refusal", equalTo(words))
        .body("scope.ids", empty());
    as(owner("somebody-else"))
        .body(scope(creator))
        .post("/erasures/" + id + "/appeal")
        .then()
        .statusCode(404);
    appeal("c1", id, creator + "x")
        .then()
        .statusCode(409)
        .body("code", equalTo("appeal.other_scope"));
    as(compliance("c1")).body("{}").post("/erasures/" + id + "/appeal").then().statusCode(400);

    appeal("c1", id, creator).then().statusCode(200);
    JsonPath again = awaitState(id, "AWAITING_APPROVAL");
    assertThat(again.getString("deadline")).isEqualTo(asked.getString("deadline"));
    assertThat(again.getString("ended_at")).isNull();
    assertThat(again.getString("refusal")).isNull();
    approve("c2", id, again.getString("plan.digest")).then().statusCode(200);
    awaitState(id, "CONFIRMED_LIVE");
    assertThat(participants.tasksOf(ref)).isNotEmpty();
    assertLogged(ref, words);
  }

  private void assertLogged(String ref, String words) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(90))
        .untilAsserted(
            () -> {
              List<Statement> said =
                  log().stream().filter(one -> one.source().path().endsWith(ref)).toList();
              assertThat(said)
                  .extracting(Statement::type)
                  .containsSubsequence(
                      EntryType.REQUEST_RECEIVED,
                      EntryType.REFUSED,
                      EntryType.APPEALED,
                      EntryType.APPROVED,
                      EntryType.CONFIRMED_LIVE);
              assertThat(said)
                  .filteredOn(one -> one.type() == EntryType.REFUSED)
                  .singleElement()
                  .satisfies(
                      one ->
                          assertThat(one.data())
                              .containsKeys(AuditField.ACTOR, AuditField.EVIDENCE)
                              .doesNotContainValue(words));
            });
  }

  private Response appeal(String who, UUID id, String named) {
    return as(compliance(who)).body(scope(named)).post("/erasures/" + id + "/appeal");
  }

  private static Map<String, Object> scope(String creator) {
    return Map.of("scope", Map.of("type", "CREATOR", "ids", List.of(creator)));
  }
}
