package io.palimpsest.reembed.http;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;

import io.palimpsest.reembed.search.Bearer;
import io.palimpsest.reembed.search.Stores;
import io.palimpsest.tenancy.Role;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(Stores.class)
class JobsDoorIT {
  @Test
  void aJobIsAskedForRunsAndIsSeen() {
    String id =
        operator()
            .body("{\"kind\": \"reconcile\", \"per_second\": 1000}")
            .post("/jobs")
            .then()
            .statusCode(201)
            .header("Location", notNullValue())
            .body("per_second", is(1000))
            .extract()
            .path("id");
    await()
        .atMost(Duration.ofSeconds(90))
        .until(
            () -> operator().get("/jobs/{id}", id).then().extract().path("state").equals("DONE"));
    operator().get("/jobs?state=DONE").then().statusCode(200).body("id", hasItem(id));
    operator().get("/jobs/{id}/findings", id).then().statusCode(200).body("items", is(empty()));
    operator()
        .post("/jobs/{id}/pause", id)
        .then()
        .statusCode(409)
        .contentType("application/problem+json")
        .body("code", is("job.state"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          {}                                                         | kind
          {"kind": "dance"}                                          | kind
          {"kind": "replay", "per_second": -1}                       | per_second
          {"kind": "replay", "parameters": {"tenant": "x"}}          | parameters.tenant
          {"kind": "replay", "parameters": {"tenant": "creator:no"}} | parameters.tenant
          {"kind": "replay", "parameters": {"estimate": "maybe"}}    | parameters.estimate
          {"kind": "reconcile", "parameters": {"colour": "red"}}     | parameters.colour
          """)
  void eachWrongFieldIsNamedWithItsRule(String body, String field) {
    operator()
        .body(body.strip())
        .post("/jobs")
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("field", is(field))
        .body("rule", notNullValue());
  }

  @Test
  void whatIsNoJobIsUnknown() {
    operator().get("/jobs/{id}", UUID.randomUUID()).then().statusCode(404);
    operator().get("/jobs/nonsense").then().statusCode(404);
    operator().body("{").post("/jobs").then().statusCode(400);
  }

  @Test
  void onlyOperatorsMayAskForJobs() {
    as(Role.READER).get("/jobs").then().statusCode(403);
    as(Role.READER).body("{\"kind\": \"replay\"}").post("/jobs").then().statusCode(403);
  }

  @Test
  void aServiceHasWhatCameBackReconciled() {
    as(Role.SERVICE).post("/internal/reconciles?tenant=creator:never-was").then().statusCode(204);
    await()
        .atMost(Duration.ofSeconds(90))
        .until(
            () ->
                as(Role.SERVICE).post("/internal/reconciles").then().extract().statusCode() == 202);
    operator()
        .get("/jobs")
        .then()
        .statusCode(200)
        .body("[0].kind", is("reconcile"))
        .body("[0].parameters.repair", is("true"));
    as(Role.OPERATOR).post("/internal/reconciles").then().statusCode(403);
  }

  @Test
  void parkedRecordsAreReplayedByReason() {
    operator()
        .post("/parked/replay?reason=tenant.unknown&limit=10")
        .then()
        .statusCode(200)
        .body("poison", is(0));
  }

  private static RequestSpecification operator() {
    return as(Role.OPERATOR);
  }

  private static RequestSpecification as(Role role) {
    return given()
        .header("Authorization", "Bearer " + Bearer.token(role, Optional.empty()))
        .contentType(ContentType.JSON);
  }
}
