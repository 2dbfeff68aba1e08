package io.palimpsest.reembed.http;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.palimpsest.messaging.EventPublisher;
import io.palimpsest.reembed.search.Bearer;
import io.palimpsest.reembed.search.OneSource;
import io.palimpsest.reembed.search.Stores;
import io.palimpsest.tenancy.Role;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Tenants with vectors, coverage and lag, as operators ask for them. */
@QuarkusTest
@QuarkusTestResource(Stores.class)
class TenantsDoorIT {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  @Inject EventPublisher publisher;

  @Test
  void aTenantHasItsVectorsLagAndCoverageAsSoonAsTheyAreKnown() {
    OneSource source = OneSource.register(publisher);
    source.upsert(1, "The pilot sleeps aboard.");
    String name = "creator:" + source.creator();
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              ValidatableResponse answer = get(Role.OPERATOR, "/tenants?tenant=" + name);
              return answer.extract().statusCode() == 200
                  && answer
                      .extract()
                      .jsonPath()
                      .getList("items[0].hours.lags", Integer.class)
                      .stream()
                      .anyMatch(lags -> lags > 0);
            });
    JsonPath found =
        get(Role.OPERATOR, "/tenants?tenant=" + name)
            .body("items", hasSize(1))
            .body("items[0].ids", contains(source.creator(), "coach"))
            .body("items[0].type", is("TWIN"))
            .body("items[0].vectors", is(1))
            .body("items[0].coverage", nullValue())
            .body("next", nullValue())
            .extract()
            .jsonPath();
    String uid = found.getString("items[0].uid");

    given()
        .header("Authorization", "Bearer " + token(Role.OPERATOR))
        .contentType("application/json")
        .body(Map.of("kind", "reconcile", "parameters", Map.of("tenant", name)))
        .post("/jobs")
        .then()
        .statusCode(201);
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                get(Role.OPERATOR, "/tenants/" + uid).extract().jsonPath().get("coverage") != null);
    get(Role.OPERATOR, "/tenants/" + uid)
        .statusCode(200)
        .body("coverage.percent", is(100.0f))
        .body("coverage.expected", is(1))
        .body("hours", not(empty()))
        .body("hours[-1].vectors", is(1));
  }

  @Test
  void pagesGoByNameAndEachGoesOnWhereTheOneBeforeEnded() {
    OneSource one = OneSource.register(publisher);
    OneSource other = OneSource.register(publisher);
    await()
        .atMost(PATIENCE)
        .until(() -> creators(100, "").containsAll(List.of(one.creator(), other.creator())));
    JsonPath first = get(Role.OPERATOR, "/tenants?limit=1").extract().jsonPath();
    String last = first.getString("items[0].uid");

    get(Role.OPERATOR, "/tenants?limit=1").body("next", is(last));
    get(Role.OPERATOR, "/tenants?after=" + last)
        .statusCode(200)
        .body("items.uid", not(hasItem(last)));
    get(Role.OPERATOR, "/tenants?after=" + UUID.randomUUID()).statusCode(404);
  }

  @Test
  void onlyOperatorsSeeThemAndWhatIsNobodysIsUnknown() {
    for (Role role : List.of(Role.READER, Role.PRODUCER, Role.COMPLIANCE, Role.AUDITOR)) {
      get(role, "/tenants").statusCode(403);
      get(role, "/tenants/" + UUID.randomUUID()).statusCode(403);
    }
    get(Role.OPERATOR, "/tenants/" + UUID.randomUUID()).statusCode(404);
    get(Role.OPERATOR, "/tenants?tenant=creator:nobody").statusCode(404);
    get(Role.OPERATOR, "/tenants?hours=9000").statusCode(400);
    get(Role.OPERATOR, "/tenants?limit=0").statusCode(400);
  }

  private static List<String> creators(int limit, String after) {
    return get(Role.OPERATOR, "/tenants?limit=" + limit + after)
        .extract()
        .jsonPath()
        .getList("items.collect { it.ids[0] }", String.class);
  }

  private static ValidatableResponse get(Role role, String path) {
    return given().header("Authorization", "Bearer " + token(role)).get(path).then();
  }

  private static String token(Role role) {
    return Bearer.token(role, Optional.empty());
  }
}
